import { staffAction } from '../audit/staff-action.ts';
import type { ChallengeRules } from '../catalog/policy-rules.ts';
import {
  apply,
  type Command,
  create,
  fingerprintOf,
  toCreate,
  toWrite,
  untilFresh,
  update,
} from '../commit/index.ts';
import { enrollmentDoc } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import type { Id } from '../platform/ids.ts';
import { challengeRulesOf } from './challenge-rules.ts';
import { correct } from './correction.ts';
import { findChallengeIdsOf } from './queries.ts';
import { challengeDoc, staffActionDoc } from './store.ts';
import { type CorrectChallengeAnswer, CorrectChallengeOutcome, CorrectChallengeRequest } from './wire.ts';

/**
 * Reads 2 (enrollment, role) and the checks of the enrollment, writes 3. The checks that are not corrected
 * need no guard: whatever changes one that counts changes the tallies, too, hence the enrollment.
 */
function correctCommand({
  uid,
  request,
  rules,
  challengeIds,
}: {
  uid: Id;
  request: CorrectChallengeRequest;
  rules: ChallengeRules;
  challengeIds: readonly Id[];
}): Command<CorrectChallengeOutcome> {
  const { userId, courseId, challengeId, outcome, reason, requestId } = request;
  const key = { userId, courseId };
  const enrollment = enrollmentDoc(key);
  const docs = challengeIds.map(id => challengeDoc({ ...key, challengeId: id }));
  const action = staffActionDoc({ ...key, actionId: requestId });
  return {
    operation: 'correctChallenge',
    aggregate: enrollment.path,
    receipt: { doc: action, fingerprint: fingerprintOf('correctChallenge', { ...request, by: uid }) },
    outcomeSchema: CorrectChallengeOutcome,
    loads: [toCreate(action), ...[enrollment, ...docs].map(toWrite)],
    decide: view => {
      const before = view.get(enrollment);
      const result = correct({
        enrollment: before,
        challenges: docs.map(doc => view.get(doc)).filter(found => found !== undefined),
        rules,
        correction: { challengeId, to: outcome, by: uid, reason },
        now: view.now,
      });
      if (result.kind === 'refused') return result;
      const { wrong, asked } = result.enrollment.identity;
      return apply({ outcome, ratio: { wrong, asked } }, [
        // A check of an earlier round changes nothing there.
        ...(result.enrollment === before ? [] : [update(enrollment, result.enrollment)]),
        update(challengeDoc({ ...key, challengeId }), result.challenge),
        create(action, {
          actionId: requestId,
          kind: 'correctChallenge',
          by: uid,
          reason,
          at: view.now,
          challengeId,
          from: result.from,
          to: outcome,
        }),
      ]);
    },
  };
}

/** Another outcome for an identity check that went wrong for a reason: a broken microphone, a name spelt in two ways. */
export const correctChallenge = defineCallable({
  name: 'correctChallenge',
  request: CorrectChallengeRequest,
  handler: ({ uid, data }): Promise<CorrectChallengeAnswer> =>
    staffAction({ uid, roles: ['admin'], action: 'correctChallenge', request: data }, async submit => {
      const key = { userId: data.userId, courseId: data.courseId };
      const rules = await challengeRulesOf(key);
      const { outcome, replayed } = await untilFresh({
        work: async () => {
          const challengeIds = await findChallengeIdsOf(key);
          return submit(correctCommand({ uid, request: data, rules, challengeIds }));
        },
      });
      return { ...outcome, replayed };
    }),
});
