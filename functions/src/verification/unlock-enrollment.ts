import { staffAction } from '../audit/staff-action.ts';
import type { ChallengeRules } from '../catalog/policy-rules.ts';
import { apply, type Command, create, fingerprintOf, toCreate, toWrite, update } from '../commit/index.ts';
import { pinsOf } from '../enrollments/pins.ts';
import { enrollmentDoc } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import type { Id } from '../platform/ids.ts';
import { release } from './release.ts';
import { staffActionDoc } from './store.ts';
import { type UnlockEnrollmentAnswer, UnlockEnrollmentOutcome, UnlockEnrollmentRequest } from './wire.ts';

/** To be wrapped in `audited`, which checks who may. Reads 1 (enrollment), writes 2 (it and the action). */
export function unlockCommand({
  uid,
  request,
  rules,
}: {
  uid: Id;
  request: UnlockEnrollmentRequest;
  rules: ChallengeRules | null;
}): Command<UnlockEnrollmentOutcome> {
  const { userId, courseId, reason, requestId } = request;
  const key = { userId, courseId };
  const enrollment = enrollmentDoc(key);
  const action = staffActionDoc({ ...key, actionId: requestId });
  return {
    operation: 'unlockEnrollment',
    aggregate: enrollment.path,
    receipt: { doc: action, fingerprint: fingerprintOf('unlockEnrollment', { ...request, by: uid }) },
    outcomeSchema: UnlockEnrollmentOutcome,
    loads: [toCreate(action), toWrite(enrollment)],
    decide: view => {
      const released = release({ enrollment: view.get(enrollment), rules });
      if (released.kind === 'refused') return released;
      const { accessStatus } = released.enrollment;
      return apply({ accessStatus }, [
        update(enrollment, released.enrollment),
        create(action, {
          actionId: requestId,
          kind: 'unlockEnrollment',
          by: uid,
          reason,
          at: view.now,
          challengeId: null,
          from: released.cause,
          to: accessStatus,
        }),
      ]);
    },
  };
}

/** Opens a course that failed identity checks, an exam or staff have locked. */
export const unlockEnrollment = defineCallable({
  name: 'unlockEnrollment',
  request: UnlockEnrollmentRequest,
  handler: ({ uid, data }): Promise<UnlockEnrollmentAnswer> =>
    staffAction({ uid, roles: ['admin'], action: 'unlockEnrollment', request: data }, async submit => {
      const { policy } = await pinsOf({ userId: data.userId, courseId: data.courseId });
      const command = unlockCommand({ uid, request: data, rules: policy.rules.challenges });
      const { outcome, replayed } = await submit(command);
      return { ...outcome, replayed };
    }),
});
