import { z } from 'zod';
import { seatsDoc } from '../catalog/store.ts';
import { apply, type Command, create, lanes, toCreate, toWrite, update } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { log } from '../platform/log.ts';
import { promote } from './promotion.ts';
import { findWaiting, type Waiting } from './queries.ts';
import { countsOf } from './seat-gate.ts';
import { enrollmentDoc, ledgerEntryDoc } from './store.ts';
import { tuitionEntryId } from './tuition.ts';

const PAGE_SIZE = 20;

const PromotionOutcome = z.object({ result: z.enum(['promoted', 'notWaiting', 'noFreeSeat']) });
type PromotionOutcome = z.infer<typeof PromotionOutcome>;

/** Reads 2 (seats, enrollment), writes 3 (and the tuition). Asked twice, it seats once: the enrollment itself says so. */
export function promoteCommand({ userId, courseId, registrationId }: Waiting): Command<PromotionOutcome> {
  const seats = seatsDoc(courseId);
  const enrollment = enrollmentDoc({ userId, courseId });
  const tuition = ledgerEntryDoc({ accountPath: enrollment.path, entryId: tuitionEntryId(registrationId) });
  return {
    operation: 'promoteWaitlisted',
    aggregate: seats.path,
    receipt: 'state',
    loads: [toWrite(seats), toWrite(enrollment), toCreate(tuition)],
    outcomeSchema: PromotionOutcome,
    decide: view => {
      const promotion = promote({ enrollment: view.get(enrollment), seats: view.get(seats), now: view.now });
      if (promotion.kind !== 'promoted') return apply({ result: promotion.kind }, []);
      return apply({ result: promotion.kind }, [
        update(seats, countsOf(promotion.seats)),
        update(enrollment, promotion.enrollment),
        create(tuition, promotion.tuition),
      ]);
    },
  };
}

/**
 * Gives free seats to those who wait, longest first, until no seat is free or nobody waits. May run twice and
 * at the same time: a seat is only ever given in a commit that counts it.
 *
 * One after the other on purpose, and ended by the first error: so nobody is passed over because of one. Who
 * comes while it runs is seen too, since it looks again until the list is empty.
 *
 * @throws RefusalError or the SDK's error of the first promotion that failed; running again goes on from there
 */
export async function promoteWaitlisted({ courseId }: { courseId: Id }): Promise<{ promoted: number }> {
  let promoted = 0;
  let waiting = await findWaiting({ courseId, limit: PAGE_SIZE });
  while (waiting.length > 0) {
    for (const student of waiting) {
      const { outcome } = await lanes().submit(promoteCommand(student));
      if (outcome.result === 'promoted') promoted += 1;
      if (outcome.result === 'noFreeSeat') return report({ courseId, promoted });
    }
    waiting = await findWaiting({ courseId, limit: PAGE_SIZE });
  }
  return report({ courseId, promoted });
}

function report({ courseId, promoted }: { courseId: Id; promoted: number }): { promoted: number } {
  log.info('promoteWaitlisted', { courseId, promoted });
  return { promoted };
}
