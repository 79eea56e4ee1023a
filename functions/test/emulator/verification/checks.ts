import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ChallengeRules } from '../../../src/catalog/policy-rules.ts';
import { policyVersionDoc } from '../../../src/catalog/store.ts';
import { laneMetrics, readDocument } from '../../../src/commit/index.ts';
import { TimeAdjustment } from '../../../src/enrollments/adjustment.ts';
import type { Enrollment } from '../../../src/enrollments/schema.ts';
import { type EnrollmentKey, enrollmentDoc } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { plainOf } from '../../../src/platform/plain.ts';
import { answerChallenge } from '../../../src/verification/answer-challenge.ts';
import { hashAnswer } from '../../../src/verification/answer-hash.ts';
import { correctChallenge } from '../../../src/verification/correct-challenge.ts';
import { registerVerificationAnswers } from '../../../src/verification/register-verification-answers.ts';
import { resetVerificationAnswers } from '../../../src/verification/reset-verification-answers.ts';
import type { Challenge } from '../../../src/verification/schema.ts';
import { challengeDoc, verificationProfileDoc } from '../../../src/verification/store.ts';
import { unlockEnrollment } from '../../../src/verification/unlock-enrollment.ts';
import {
  AnswerChallengeAnswer,
  CorrectChallengeAnswer,
  RegisterVerificationAnswersAnswer,
  ResetVerificationAnswersAnswer,
  UnlockEnrollmentAnswer,
} from '../../../src/verification/wire.ts';
import {
  askedLearner,
  someChallenge,
  someChallengeRules,
  someLearner,
} from '../../fixtures/identity-checks.ts';
import { somePolicy, someRules } from '../../fixtures/policy.ts';
import { call } from '../call.ts';

export const registeredAnswers = { 'first-pet': 'Rex the Third', 'first-school': 'Elm Street Elementary' };
export const rightAnswer = ' rex  the THIRD ';

type LearnerOptions = NonNullable<Parameters<typeof someLearner>[0]>;

/** A learner of a policy of their own, as if enrolled long ago. */
export async function learner({
  userId = Id.parse(`student-${randomUUID()}`),
  rules = someChallengeRules(),
  ...enrollment
}: LearnerOptions & { userId?: Id; rules?: ChallengeRules | null } = {}): Promise<EnrollmentKey> {
  const policyId = Id.parse(`policy-${randomUUID()}`);
  const courseId = Id.parse(`course-${randomUUID()}`);
  const policy = somePolicy({ policyId, rules: someRules({ challenges: rules }) });
  await firestore()
    .doc(policyVersionDoc({ policyId, version: 1 }).path)
    .set(policy);
  const key = { userId, courseId };
  await firestore()
    .doc(enrollmentDoc(key).path)
    .set(someLearner({ ...enrollment, ...key, policyId }));
  return key;
}

/** Hashes that take no time; they count as outdated, so a right answer is hashed again. */
export async function withProfile({ userId }: EnrollmentKey): Promise<void> {
  const parameters = { cost: 16, blockSize: 8, parallelization: 1 };
  const answers = Object.fromEntries(
    await Promise.all(
      Object.entries(registeredAnswers).map(
        async ([id, answer]) => [id, await hashAnswer({ answer, salt: randomUUID(), parameters })] as const,
      ),
    ),
  );
  const profile = { answers, registeredAt: new Date(), revision: 1 };
  await firestore().doc(verificationProfileDoc(userId).path).set(profile);
}

/** Asks a check, as a heartbeat does. @param agoMs when; the window is a minute */
export async function asked(
  key: EnrollmentKey,
  { agoMs = 0, ...changes }: Partial<Challenge> & { agoMs?: number } = {},
): Promise<Id> {
  const issuedAt = new Date(Date.now() - agoMs);
  const expiresAt = new Date(issuedAt.getTime() + 60_000);
  const challengeId = Id.parse(`challenge-${randomUUID()}`);
  const enrollment = await enrollmentOf(key);
  const { round } = enrollment.identity;
  const challenge = someChallenge({ challengeId, issuedAt, expiresAt, round, ...changes });
  await firestore()
    .doc(challengeDoc({ ...key, challengeId }).path)
    .set(challenge);
  const { openChallenge, lastQuestionId } = askedLearner({ challenge }).identity;
  await firestore()
    .doc(enrollmentDoc(key).path)
    .update({ 'identity.openChallenge': openChallenge, 'identity.lastQuestionId': lastQuestionId });
  return challengeId;
}

/** An open session that has earned so much, or one that has ended. */
export async function session(
  key: EnrollmentKey,
  { creditedSeconds, endedAt = null }: { creditedSeconds: number; endedAt?: Date | null },
): Promise<string> {
  const sessionId = `session-${randomUUID()}`;
  await firestore()
    .doc(`${enrollmentDoc(key).path}/sessions/${sessionId}`)
    .set({ creditedSeconds, endedAt });
  await firestore()
    .doc(`users/${key.userId}/private/activeSession`)
    .set({ sessionId, courseId: key.courseId, startedAt: new Date() });
  return sessionId;
}

export async function enrollmentOf(key: EnrollmentKey): Promise<Enrollment> {
  const enrollment = await readDocument(enrollmentDoc(key));
  if (enrollment === undefined) throw new Error('Nobody is enrolled there.');
  return enrollment;
}

export async function challengeOf(key: EnrollmentKey, challengeId: Id): Promise<Challenge> {
  const challenge = await readDocument(challengeDoc({ ...key, challengeId }));
  if (challenge === undefined) throw new Error('There is no such check.');
  return challenge;
}

export async function adjustmentsOf(key: EnrollmentKey): Promise<readonly TimeAdjustment[]> {
  const found = await firestore()
    .collection(`${enrollmentDoc(key).path}/adjustments`)
    .get();
  return z.array(TimeAdjustment).parse(found.docs.map(document => plainOf(document.data())));
}

export async function newAdmin(): Promise<Id> {
  const uid = Id.parse(`admin-${randomUUID()}`);
  await firestore().doc(`roles/${uid}`).set({ role: 'admin' });
  return uid;
}

type Data = Readonly<Record<string, unknown>>;
const withRequestId = (data: Data): Data => ({ requestId: randomUUID(), ...data });

export const registering = async ({ userId, courseId }: EnrollmentKey, data: Data = {}) =>
  RegisterVerificationAnswersAnswer.parse(
    await call(registerVerificationAnswers, {
      uid: userId,
      data: withRequestId({ courseId, answers: registeredAnswers, ...data }),
    }),
  );

export const answering = async ({ userId, courseId }: EnrollmentKey, challengeId: Id, data: Data = {}) =>
  AnswerChallengeAnswer.parse(
    await call(answerChallenge, {
      uid: userId,
      data: withRequestId({ courseId, challengeId, answer: rightAnswer, ...data }),
    }),
  );

export const unlocking = async (uid: Id, key: EnrollmentKey, data: Data = {}) =>
  UnlockEnrollmentAnswer.parse(
    await call(unlockEnrollment, { uid, data: withRequestId({ ...key, reason: 'showed an id', ...data }) }),
  );

export const correcting = async (uid: Id, key: EnrollmentKey, data: Data) =>
  CorrectChallengeAnswer.parse(
    await call(correctChallenge, { uid, data: withRequestId({ ...key, reason: 'misheard', ...data }) }),
  );

export const resetting = async (uid: Id, key: EnrollmentKey, data: Data = {}) =>
  ResetVerificationAnswersAnswer.parse(
    await call(resetVerificationAnswers, {
      uid,
      data: withRequestId({ ...key, reason: 'forgot them', ...data }),
    }),
  );

/** Documents that an operation costs. */
export async function costOf(operation: string, work: () => Promise<unknown>) {
  laneMetrics.reset();
  await work();
  const { documentsRead: reads, documentsWritten: writes } =
    laneMetrics.snapshot().byOperation[operation] ?? {};
  return { reads, writes };
}

/** Every document there is, with its path: what a leak would be found in. */
export async function everythingStored(): Promise<string> {
  const groups = ['users', 'courses', 'private', 'requests', 'challenges', 'adjustments', 'staffActions'];
  const found = await Promise.all(groups.map(group => firestore().collectionGroup(group).get()));
  return JSON.stringify(found.flatMap(({ docs }) => docs.map(each => [each.ref.path, each.data()])));
}
