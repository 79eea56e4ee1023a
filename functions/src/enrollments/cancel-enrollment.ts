import { seatsDoc } from '../catalog/store.ts';
import {
  apply,
  type Command,
  create,
  fingerprintOf,
  lanes,
  toCreate,
  toWrite,
  update,
} from '../commit/index.ts';
import { promoteWaitlistedEntry } from '../outbox/schema.ts';
import { outboxDoc } from '../outbox/store.ts';
import { defineCallable } from '../platform/callable.ts';
import { Id } from '../platform/ids.ts';
import { cancel } from './cancellation.ts';
import { countsOf } from './seat-gate.ts';
import { enrollmentDoc, ledgerEntryDoc, requestDoc } from './store.ts';
import { tuitionCancelledEntryId } from './tuition.ts';
import { type CancelEnrollmentAnswer, CancelEnrollmentOutcome, CancelEnrollmentRequest } from './wire.ts';

/** Reads 3 (seats, enrollment, request), writes 3 to 5 (tuition and promotion where there is one). */
export function cancelEnrollmentCommand({
  userId,
  request,
}: {
  userId: Id;
  request: CancelEnrollmentRequest;
}): Command<CancelEnrollmentOutcome> {
  const { courseId, requestId } = request;
  const key = { userId, courseId };
  const seats = seatsDoc(courseId);
  const enrollment = enrollmentDoc(key);
  const entryId = tuitionCancelledEntryId(requestId);
  const tuitionCancelled = ledgerEntryDoc({ accountPath: enrollment.path, entryId });
  const promotion = outboxDoc(
    Id.parse(`promote_${fingerprintOf('promoteWaitlisted', { ...key, requestId })}`),
  );
  return {
    operation: 'cancelEnrollment',
    aggregate: seats.path,
    receipt: {
      doc: requestDoc({ key, requestId }),
      fingerprint: fingerprintOf('cancelEnrollment', request),
    },
    loads: [toWrite(seats), toWrite(enrollment), toCreate(tuitionCancelled), toCreate(promotion)],
    outcomeSchema: CancelEnrollmentOutcome,
    decide: view => {
      const result = cancel({
        enrollment: view.get(enrollment),
        seats: view.get(seats),
        request,
        now: view.now,
      });
      if (result.kind === 'refused') return result;
      const { enrollmentStatus } = result.enrollment;
      return apply({ enrollmentStatus }, [
        update(seats, countsOf(result.seats)),
        update(enrollment, result.enrollment),
        ...(result.tuitionCancelled === undefined ? [] : [create(tuitionCancelled, result.tuitionCancelled)]),
        ...(result.isPromotionDue
          ? [create(promotion, promoteWaitlistedEntry({ courseId, now: view.now }))]
          : []),
      ]);
    },
  };
}

/** Ends the caller's enrollment and frees its place for whoever waits. */
export const cancelEnrollment = defineCallable({
  name: 'cancelEnrollment',
  request: CancelEnrollmentRequest,
  handler: async ({ uid, data }): Promise<CancelEnrollmentAnswer> => {
    const command = cancelEnrollmentCommand({ userId: uid, request: data });
    const { outcome, replayed } = await lanes().submit(command);
    return { ...outcome, replayed };
  },
});
