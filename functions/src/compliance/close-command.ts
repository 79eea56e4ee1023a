import { z } from 'zod';
import { apply, type Command, type Decision } from '../commit/index.ts';
import type { Ending } from './closing.ts';
import { type ClosingPlace, closingChanges, closingDocumentsIn, closingLoads } from './closing-documents.ts';
import { planEnding } from './ending-plan.ts';
import { isOpen } from './open-session.ts';
import type { Session } from './schema.ts';
import { sessionDoc } from './store.ts';

const CloseOutcome = z.object({ result: z.enum(['closed', 'unchanged']) });
export type CloseOutcome = z.infer<typeof CloseOutcome>;

/**
 * Ends a session as of its last heartbeat, crediting nothing, if `endingOf` says so on what is stored by then.
 * Reads 3 (session, enrollment, the student's place) and one for each of its lessons; writes 4 (the end's event too)
 * and one for each lesson that has time pending. Deciding twice is harmless: a closed session stays as it is.
 */
export function closeCommand({
  operation,
  place,
  endingOf,
}: {
  operation: string;
  place: ClosingPlace;
  endingOf: (session: Session) => Ending | undefined;
}): Command<CloseOutcome> {
  const doc = sessionDoc(place.key);
  return {
    operation,
    aggregate: doc.path,
    receipt: 'state',
    loads: closingLoads(place),
    outcomeSchema: CloseOutcome,
    decide: (view): Decision<CloseOutcome> => {
      const session = view.get(doc);
      const ending = session === undefined || !isOpen(session) ? undefined : endingOf(session);
      if (session === undefined || ending === undefined) return apply({ result: 'unchanged' }, []);
      const plan = planEnding({ session, ending, documents: closingDocumentsIn(view, place) });
      if (plan.kind === 'refused') return plan;
      return apply({ result: 'closed' }, closingChanges({ closed: plan.closed, view }));
    },
  };
}
