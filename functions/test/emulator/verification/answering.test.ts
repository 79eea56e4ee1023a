import { randomUUID } from 'node:crypto';
import { lanes, readDocument } from '../../../src/commit/index.ts';
import { enrollmentDoc } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { isOutdated } from '../../../src/verification/answer-hash.ts';
import { verificationProfileDoc } from '../../../src/verification/store.ts';
import { someChallengeRules, strategies } from '../../fixtures/identity-checks.ts';
import { refusalOf } from '../call.ts';
import { useOwnProject } from '../project.ts';
import {
  adjustmentsOf,
  answering,
  asked,
  challengeOf,
  costOf,
  enrollmentOf,
  learner,
  registering,
  session,
  withProfile,
} from './checks.ts';

useOwnProject('answering');

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

async function checked(options: Parameters<typeof learner>[0] = {}) {
  const key = await learner(options);
  await withProfile(key);
  return key;
}

const illinois = someChallengeRules({ onFailure: strategies.returnToLastVerified, lockSeconds: null });

describe('answerChallenge', () => {
  it('a right answer verifies what was studied, closed and open sessions alike', async () => {
    const key = await checked();
    const challengeId = await asked(key);
    await session(key, { creditedSeconds: 240 });
    expect(await answering(key, challengeId)).toEqual({ outcome: 'CORRECT', triesLeft: 3, replayed: false });
    expect(await challengeOf(key, challengeId)).toMatchObject({ state: 'CORRECT', position: 1 });
    expect((await enrollmentOf(key)).identity).toMatchObject({
      asked: 1,
      wrong: 0,
      verifiedSeconds: 3_840,
      openChallenge: null,
    });
  });

  it('a session that has closed is not counted twice, and another course’s session not at all', async () => {
    const key = await checked();
    const first = await asked(key);
    await session(key, { creditedSeconds: 240, endedAt: new Date() });
    await answering(key, first);
    expect((await enrollmentOf(key)).identity.verifiedSeconds).toBe(3_600);
    const elsewhere = await learner({ userId: key.userId });
    await session(elsewhere, { creditedSeconds: 900 });
    await answering(key, await asked(key));
    expect((await enrollmentOf(key)).identity.verifiedSeconds).toBe(3_600);
  });

  it('wrong answers count down, and the third locks for an hour', async () => {
    const key = await checked();
    for (const triesLeft of [2, 1])
      expect(await answering(key, await asked(key), { answer: 'Max' })).toEqual({
        outcome: 'INCORRECT',
        triesLeft,
        replayed: false,
      });
    const locked = await answering(key, await asked(key), { answer: '' });
    expect(locked).toMatchObject({ outcome: 'INCORRECT', triesLeft: 0 });
    const enrollment = await enrollmentOf(key);
    expect(enrollment.accessStatus).toBe('SUSPENDED');
    expect(locked.lockedUntil).toBe(enrollment.identity.lock?.until?.toISOString());
  });

  it('one answer each: a second is refused, the first sent again is answered as before', async () => {
    const key = await checked();
    const challengeId = await asked(key);
    const requestId = randomUUID();
    const first = await answering(key, challengeId, { answer: 'Max', requestId });
    expect(await answering(key, challengeId, { answer: 'MAX ', requestId })).toEqual({
      ...first,
      replayed: true,
    });
    expect(await refusalOf(answering(key, challengeId))).toBe('failed-precondition CHALLENGE_ANSWERED');
    expect(await refusalOf(answering(key, challengeId, { requestId }))).toBe(
      'already-exists REQUEST_ID_REUSED',
    );
    expect((await enrollmentOf(key)).identity).toMatchObject({ asked: 1, wrong: 1 });
  });

  it('of twenty different answers at once the first counts and the others are refused', async () => {
    const key = await checked();
    const challengeId = await asked(key);
    const answers = Array.from({ length: 20 }, (_, index) => `guess ${index}`);
    const outcomes = await Promise.all(
      answers.map(answer => refusalOf(answering(key, challengeId, { answer }))),
    );
    expect(outcomes.filter(outcome => outcome === 'ok')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['ok', 'failed-precondition CHALLENGE_ANSWERED']));
    expect((await enrollmentOf(key)).identity).toMatchObject({ asked: 1, wrong: 1, wrongInARow: 1 });
  });

  it('the same answer sent five times at once counts once', async () => {
    const key = await checked();
    const challengeId = await asked(key);
    const requestId = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => answering(key, challengeId, { requestId })),
    );
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['CORRECT']));
    expect((await enrollmentOf(key)).identity.asked).toBe(1);
  });

  it('too late, it is silence and says so, once and for all', async () => {
    const key = await checked();
    const challengeId = await asked(key, { agoMs: 60_000 });
    const late = { outcome: 'EXPIRED', triesLeft: 2, replayed: false };
    expect(await answering(key, challengeId)).toEqual(late);
    expect(await answering(key, challengeId)).toEqual(late);
    expect((await enrollmentOf(key)).identity).toMatchObject({ asked: 1, silences: 1 });
  });

  it('silence goes back to the last verified place, with a row that says what was taken', async () => {
    const key = await checked({ rules: illinois, identity: { verifiedSeconds: 3_000 } });
    await session(key, { creditedSeconds: 200 });
    const challengeId = await asked(key, { agoMs: 120_000 });
    expect(await answering(key, challengeId)).toMatchObject({ outcome: 'EXPIRED', triesLeft: 1 });
    expect(await enrollmentOf(key)).toMatchObject({ creditedSeconds: 3_600, adjustedSeconds: -800 });
    expect(await adjustmentsOf(key)).toMatchObject([
      { adjustmentId: challengeId, seconds: -800, cause: 'returnToLastVerified' },
    ]);
  });

  it('somebody else’s check is not found, nor is one that never was', async () => {
    const [key, other] = [await checked(), await checked()];
    const challengeId = await asked(other);
    const stranger = { userId: key.userId, courseId: other.courseId };
    expect(await refusalOf(answering(key, challengeId))).toBe('not-found CHALLENGE_NOT_FOUND');
    expect(await refusalOf(answering(stranger, challengeId))).toBe('not-found ENROLLMENT_NOT_FOUND');
    expect((await challengeOf(other, challengeId)).state).toBe('ISSUED');
  });

  it('a question without an answer on file cannot be answered right', async () => {
    const key = await checked();
    const challengeId = await asked(key, { questionId: Id.parse('dream-car') });
    expect(await answering(key, challengeId)).toMatchObject({ outcome: 'INCORRECT' });
  });

  it('a right answer is hashed again where the hash on file is of older parameters', async () => {
    const key = await checked();
    await answering(key, await asked(key));
    const profile = await readDocument(verificationProfileDoc(key.userId));
    const outdated = Object.entries(profile?.answers ?? {}).filter(([, hashed]) => isOutdated(hashed));
    expect(outdated.map(([questionId]) => questionId)).toEqual(['first-school']);
    expect(profile?.revision).toBe(1);
    expect(await answering(key, await asked(key))).toMatchObject({ outcome: 'CORRECT' });
  });

  it('after a lock has lapsed its count is served: one wrong answer does not lock again', async () => {
    const lapsed = new Date(Date.now() - 1_000);
    const lock = { cause: 'failedChecks' as const, lockedAt: lapsed, until: lapsed };
    const key = await checked({ identity: { asked: 3, wrong: 3, wrongInARow: 3, lock } });
    expect(await answering(key, await asked(key), { answer: 'Max' })).toEqual({
      outcome: 'INCORRECT',
      triesLeft: 3,
      replayed: false,
    });
    expect((await enrollmentOf(key)).identity).toMatchObject({ round: 1, asked: 0, lock: null });
  });
});

describe('what an answer costs in documents', () => {
  it('writes 3, one more where time is taken back; a refusal writes none', async () => {
    const key = await learner({ rules: illinois });
    await registering(key);
    const request = { requestId: randomUUID() };
    const challengeId = await asked(key);
    const cost = () => costOf('answerChallenge', () => answering(key, challengeId, request));
    expect(await cost()).toEqual({ reads: 4, writes: 3 });
    expect((await cost()).writes ?? 0).toBe(0);
    expect((await costOf('answerChallenge', () => refusalOf(answering(key, challengeId)))).writes ?? 0).toBe(
      0,
    );
    await session(key, { creditedSeconds: 100 });
    const silent = await asked(key, { agoMs: 60_000 });
    expect(await costOf('answerChallenge', () => answering(key, silent))).toEqual({ reads: 5, writes: 4 });
    expect(await readDocument(enrollmentDoc(key))).toMatchObject({ adjustedSeconds: -100 });
  });
});
