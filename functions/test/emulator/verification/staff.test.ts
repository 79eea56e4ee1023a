import { randomUUID } from 'node:crypto';
import { lanes } from '../../../src/commit/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { refusalOf } from '../call.ts';
import { useOwnProject } from '../project.ts';
import {
  answering,
  asked,
  challengeOf,
  correcting,
  costOf,
  enrollmentOf,
  learner,
  newAdmin,
  unlocking,
  withProfile,
} from './checks.ts';

useOwnProject('identity-staff');

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

/** A learner who gave three wrong answers, and the checks. */
async function lockedLearner() {
  const key = await learner();
  await withProfile(key);
  const challengeIds: Id[] = [];
  for (const answer of ['Max', 'Tom', 'Kim']) {
    const challengeId = await asked(key);
    await answering(key, challengeId, { answer });
    challengeIds.push(challengeId);
  }
  return { key, challengeIds };
}

const actionOf = async ({ userId, courseId }: { userId: string; courseId: string }, requestId: string) =>
  (await firestore().doc(`users/${userId}/courses/${courseId}/staffActions/${requestId}`).get()).data();

describe('unlockEnrollment', () => {
  it('opens the course, begins the count anew, and keeps who did it and why', async () => {
    const [{ key }, admin] = [await lockedLearner(), await newAdmin()];
    const requestId = randomUUID();
    const cost = await costOf('unlockEnrollment', () => unlocking(admin, key, { requestId }));
    expect(cost).toEqual({ reads: 3, writes: 5 });
    expect(await enrollmentOf(key)).toMatchObject({
      accessStatus: 'ACTIVE',
      identity: { round: 1, asked: 0, wrongInARow: 0, lock: null },
    });
    expect(await actionOf(key, requestId)).toMatchObject({
      kind: 'unlockEnrollment',
      by: admin,
      reason: 'showed an id',
      from: 'failedChecks',
      to: 'ACTIVE',
    });
    expect(await unlocking(admin, key, { requestId })).toEqual({ accessStatus: 'ACTIVE', replayed: true });
    expect(await answering(key, await asked(key), { answer: 'Max' })).toMatchObject({ triesLeft: 2 });
  });

  it('is refused to everybody else, where nothing is locked, and where nobody is enrolled', async () => {
    const [{ key }, admin] = [await lockedLearner(), await newAdmin()];
    expect(await refusalOf(unlocking(key.userId, key))).toBe('permission-denied ROLE_REQUIRED');
    expect((await enrollmentOf(key)).accessStatus).toBe('SUSPENDED');
    expect(await refusalOf(unlocking(admin, await learner()))).toBe('failed-precondition NOT_LOCKED');
    const nobody = { ...key, userId: Id.parse('nobody') };
    expect(await refusalOf(unlocking(admin, nobody))).toBe('not-found ENROLLMENT_NOT_FOUND');
  });

  it('two of staff at once: one opens it, the other is told that it is open', async () => {
    const [{ key }, admins] = [await lockedLearner(), await Promise.all([newAdmin(), newAdmin()])];
    const outcomes = await Promise.all(admins.map(admin => refusalOf(unlocking(admin, key))));
    expect(outcomes.sort()).toEqual(['failed-precondition NOT_LOCKED', 'ok']);
    expect((await enrollmentOf(key)).identity.round).toBe(1);
  });
});

describe('correctChallenge', () => {
  it('to right takes off the lock that it caused; both outcomes are kept', async () => {
    const [{ key, challengeIds }, admin] = [await lockedLearner(), await newAdmin()];
    const [, challengeId = Id.parse('none')] = challengeIds;
    const requestId = randomUUID();
    const correct = () => correcting(admin, key, { challengeId, outcome: 'CORRECT', requestId });
    const cost = await costOf('correctChallenge', correct);
    expect(cost).toEqual({ reads: 6, writes: 6 });
    expect(await correct()).toEqual({ outcome: 'CORRECT', ratio: { wrong: 2, asked: 3 }, replayed: true });
    expect(await challengeOf(key, challengeId)).toMatchObject({
      state: 'CORRECTED',
      correction: { from: 'INCORRECT', to: 'CORRECT', by: admin, reason: 'misheard' },
    });
    expect(await enrollmentOf(key)).toMatchObject({
      accessStatus: 'ACTIVE',
      identity: { round: 0, asked: 3, wrong: 2, wrongInARow: 1, lock: null },
    });
    expect(await actionOf(key, requestId)).toMatchObject({ challengeId, from: 'INCORRECT', to: 'CORRECT' });
  });

  it('to wrong and back locks and opens again', async () => {
    const [key, admin] = [await learner(), await newAdmin()];
    await withProfile(key);
    await answering(key, await asked(key), { answer: 'Max' });
    const middle = await asked(key);
    await answering(key, middle);
    await answering(key, await asked(key), { answer: 'Tom' });
    const to = (outcome: string) => correcting(admin, key, { challengeId: middle, outcome });
    expect(await to('INCORRECT')).toMatchObject({ ratio: { wrong: 3, asked: 3 } });
    expect(await enrollmentOf(key)).toMatchObject({
      accessStatus: 'SUSPENDED',
      identity: { wrongInARow: 3 },
    });
    expect(await to('CORRECT')).toMatchObject({ ratio: { wrong: 2, asked: 3 } });
    expect(await enrollmentOf(key)).toMatchObject({ accessStatus: 'ACTIVE', identity: { wrongInARow: 1 } });
    expect((await challengeOf(key, middle)).correction).toMatchObject({ from: 'CORRECT', to: 'CORRECT' });
  });

  it('several at once on one enrollment add up', async () => {
    const [{ key, challengeIds }, admin] = [await lockedLearner(), await newAdmin()];
    const correct = (challengeId: Id) => correcting(admin, key, { challengeId, outcome: 'CORRECT' });
    await Promise.all(challengeIds.map(correct));
    expect((await enrollmentOf(key)).identity).toMatchObject({
      asked: 3,
      wrong: 0,
      wrongInARow: 0,
      lock: null,
    });
  });

  it('is refused to everybody else, for an open check and for one that is not there', async () => {
    const [key, admin] = [await learner(), await newAdmin()];
    const open = await asked(key);
    const data = { challengeId: open, outcome: 'CORRECT' };
    expect(await refusalOf(correcting(key.userId, key, data))).toBe('permission-denied ROLE_REQUIRED');
    expect(await refusalOf(correcting(admin, key, data))).toBe('failed-precondition CHALLENGE_OPEN');
    const none = { ...data, challengeId: 'none' };
    expect(await refusalOf(correcting(admin, key, none))).toBe('not-found CHALLENGE_NOT_FOUND');
  });
});
