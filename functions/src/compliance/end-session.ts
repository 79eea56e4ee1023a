import {
  type Applied,
  apply,
  type Command,
  fingerprintOf,
  lanes,
  readDocument,
  untilFresh,
} from '../commit/index.ts';
import { requestDoc } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import { systemClock } from '../platform/clock.ts';
import type { Id } from '../platform/ids.ts';
import { refuse, refused } from '../platform/refusal.ts';
import { closingChanges, closingDocumentsIn, closingLoads, closingPlaceOf } from './closing-documents.ts';
import { dayChanges, dayLoads, daysIn } from './day-documents.ts';
import { planStudentEnding } from './ending-plan.ts';
import { isOpen } from './open-session.ts';
import type { Session } from './schema.ts';
import { sessionDoc } from './store.ts';
import { dayKeysToKnow } from './study-days.ts';
import { type EndSessionAnswer, EndSessionOutcome, EndSessionRequest } from './wire.ts';

const TRIES = 6;

/**
 * Reads 4 (session, enrollment, the student's place, day) and one for each of its lessons; writes 6 (these, request
 * and the end's event) and one for each lesson with time pending.
 * @param session as it was a moment ago: which documents are needed follows from it
 */
export function endSessionCommand({
  request,
  session: known,
  now,
}: {
  request: EndSessionRequest;
  session: Session;
  now: Date;
}): Command<EndSessionOutcome> {
  const { requestId, reason, courseId, sessionId } = request;
  const { timeZone, rules, countedUntil } = known;
  const place = closingPlaceOf({ session: known });
  const { key } = place;
  const { dailyLimit, retentionYears } = rules;
  const days = { key, dayKeys: dayKeysToKnow({ from: countedUntil, to: now, timeZone, dailyLimit }) };
  return {
    operation: 'endSession',
    aggregate: sessionDoc(key).path,
    receipt: {
      doc: requestDoc({ key, requestId }),
      fingerprint: fingerprintOf('endSession', { courseId, sessionId, reason }),
    },
    loads: [...closingLoads(place), ...dayLoads(days)],
    outcomeSchema: EndSessionOutcome,
    decide: view => {
      const session = view.get(sessionDoc(key));
      if (session === undefined) return refuse('NOT_FOUND');
      // Whoever closed it first, it ended once; asking again tells how.
      if (!isOpen(session)) return apply(EndSessionOutcome.parse(session), []);
      const plan = planStudentEnding({
        session,
        days: daysIn(view, days, { now, retentionYears }),
        documents: closingDocumentsIn(view, place),
        note: reason,
        now,
      });
      if (plan.kind === 'refused') return plan;
      return apply(EndSessionOutcome.parse(plan.closed.session), [
        ...closingChanges({ closed: plan.closed, view }),
        ...dayChanges({ view, key, days: plan.days }),
      ]);
    },
  };
}

/** The student stops studying for now. */
export const endSession = defineCallable({
  name: 'endSession',
  request: EndSessionRequest,
  handler: async ({ uid, data }): Promise<EndSessionAnswer> => {
    const now = systemClock.now();
    const { outcome, replayed } = await untilFresh({ tries: TRIES, work: () => end({ uid, data, now }) });
    return { ...outcome, replayed };
  },
});

async function end(input: {
  uid: Id;
  data: EndSessionRequest;
  now: Date;
}): Promise<Applied<EndSessionOutcome>> {
  const { uid, data, now } = input;
  const { courseId, sessionId } = data;
  const session = await readDocument(sessionDoc({ userId: uid, courseId, sessionId }));
  if (session === undefined) throw refused('NOT_FOUND');
  return lanes().submit(endSessionCommand({ request: data, session, now }));
}
