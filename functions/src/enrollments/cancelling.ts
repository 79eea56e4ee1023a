import { seatsDoc } from '../catalog/store.ts';
import {
  type Change,
  create,
  fingerprintOf,
  type Load,
  toCreate,
  toWrite,
  update,
  type View,
} from '../commit/index.ts';
import { promoteWaitlistedEntry } from '../outbox/schema.ts';
import { outboxDoc } from '../outbox/store.ts';
import { Id } from '../platform/ids.ts';
import type { Refusal } from '../platform/refusal.ts';
import { cancel } from './cancellation.ts';
import type { Enrollment } from './schema.ts';
import { countsOf } from './seat-gate.ts';
import { type EnrollmentKey, enrollmentDoc, ledgerEntryDoc } from './store.ts';
import { tuitionCancelledEntryId } from './tuition.ts';

/** What a command that cancels consists of, whoever asks for it. */
export interface Cancelling {
  /** The seat counter, since a seat comes free. */
  readonly aggregate: string;
  readonly loads: readonly Load[];
  decide(view: View): CancellingChanges | Refusal;
}

export interface CancellingChanges {
  readonly kind: 'changes';
  readonly enrollment: Enrollment;
  readonly changes: readonly Change[];
}

/**
 * The documents of a cancellation and what becomes of them: reads 2 (seats, enrollment), writes 2 to 4 (tuition and
 * promotion where there is one).
 */
export function cancelling({
  key,
  request,
}: {
  key: EnrollmentKey;
  request: { readonly requestId: Id; readonly reason: string };
}): Cancelling {
  const { requestId } = request;
  const { userId, courseId } = key;
  const seats = seatsDoc(courseId);
  const enrollment = enrollmentDoc(key);
  const entryId = tuitionCancelledEntryId(requestId);
  const tuitionCancelled = ledgerEntryDoc({ accountPath: enrollment.path, entryId });
  const promotion = outboxDoc(
    Id.parse(`promote_${fingerprintOf('promoteWaitlisted', { userId, courseId, requestId })}`),
  );
  return {
    aggregate: seats.path,
    loads: [toWrite(seats), toWrite(enrollment), toCreate(tuitionCancelled), toCreate(promotion)],
    decide: view => {
      const { now } = view;
      const result = cancel({ enrollment: view.get(enrollment), seats: view.get(seats), request, now });
      if (result.kind === 'refused') return result;
      const changes: readonly Change[] = [
        update(seats, countsOf(result.seats)),
        update(enrollment, result.enrollment),
        ...(result.tuitionCancelled === undefined ? [] : [create(tuitionCancelled, result.tuitionCancelled)]),
        ...(result.isPromotionDue ? [create(promotion, promoteWaitlistedEntry({ courseId, now }))] : []),
      ];
      return { kind: 'changes', enrollment: result.enrollment, changes };
    },
  };
}
