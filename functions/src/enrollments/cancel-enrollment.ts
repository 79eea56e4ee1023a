import { apply, type Command, fingerprintOf, lanes } from '../commit/index.ts';
import { defineCallable } from '../platform/callable.ts';
import type { Id } from '../platform/ids.ts';
import { cancelling } from './cancelling.ts';
import { requestDoc } from './store.ts';
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
  const { aggregate, loads, decide } = cancelling({ key, request });
  return {
    operation: 'cancelEnrollment',
    aggregate,
    receipt: {
      doc: requestDoc({ key, requestId }),
      fingerprint: fingerprintOf('cancelEnrollment', request),
    },
    loads,
    outcomeSchema: CancelEnrollmentOutcome,
    decide: view => {
      const result = decide(view);
      if (result.kind === 'refused') return result;
      const { enrollmentStatus } = result.enrollment;
      return apply({ enrollmentStatus }, result.changes);
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
