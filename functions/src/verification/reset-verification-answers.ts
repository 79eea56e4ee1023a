import { refuseWithoutRole, requireRole } from '../accounts/require-role.ts';
import { roleDoc } from '../accounts/store.ts';
import {
  apply,
  type Command,
  create,
  fingerprintOf,
  lanes,
  toCreate,
  toGuard,
  toWrite,
  update,
} from '../commit/index.ts';
import { type EnrollmentKey, enrollmentDoc } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import type { Id } from '../platform/ids.ts';
import { refuse } from '../platform/refusal.ts';
import { resetAnswers } from './answer-registration.ts';
import { findEnrollmentsOf } from './queries.ts';
import { staffActionDoc, verificationProfileDoc } from './store.ts';
import {
  type ResetVerificationAnswersAnswer,
  ResetVerificationAnswersOutcome,
  ResetVerificationAnswersRequest,
} from './wire.ts';

/** Reads 2 (profile, role) and the student's enrollments, writes 2. */
function resetCommand({
  uid,
  request,
  enrollments,
}: {
  uid: Id;
  request: ResetVerificationAnswersRequest;
  enrollments: readonly EnrollmentKey[];
}): Command<ResetVerificationAnswersOutcome> {
  const { userId, courseId, reason, requestId } = request;
  const profile = verificationProfileDoc(userId);
  const own = enrollmentDoc({ userId, courseId });
  const all = enrollments.map(enrollmentDoc);
  const action = staffActionDoc({ userId, courseId, actionId: requestId });
  return {
    operation: 'resetVerificationAnswers',
    aggregate: profile.path,
    receipt: { doc: action, fingerprint: fingerprintOf('resetVerificationAnswers', { ...request, by: uid }) },
    outcomeSchema: ResetVerificationAnswersOutcome,
    // Guarded: a check that is asked at this moment could not be answered any more.
    loads: [toCreate(action), toWrite(profile), ...[own, ...all, roleDoc(uid)].map(toGuard)],
    decide: view => {
      const refusal = refuseWithoutRole({ uid, roles: ['admin'] }, view);
      if (refusal !== undefined) return refusal;
      if (view.get(own) === undefined) return refuse('ENROLLMENT_NOT_FOUND');
      const found = all.map(doc => view.get(doc)).filter(enrollment => enrollment !== undefined);
      const reset = resetAnswers({ profile: view.get(profile), enrollments: found });
      if ('kind' in reset) return reset;
      return apply({ registered: 0 }, [
        update(profile, reset),
        create(action, {
          actionId: requestId,
          kind: 'resetVerificationAnswers',
          by: uid,
          reason,
          at: view.now,
          challengeId: null,
          from: null,
          to: null,
        }),
      ]);
    },
  };
}

/** For a student who has forgotten the answers: they are taken away, and registered anew before the next session. */
export const resetVerificationAnswers = defineCallable({
  name: 'resetVerificationAnswers',
  request: ResetVerificationAnswersRequest,
  handler: async ({ uid, data }): Promise<ResetVerificationAnswersAnswer> => {
    await requireRole({ uid, roles: ['admin'] });
    const enrollments = await findEnrollmentsOf(data.userId);
    const { outcome, replayed } = await lanes().submit(resetCommand({ uid, request: data, enrollments }));
    return { ...outcome, replayed };
  },
});
