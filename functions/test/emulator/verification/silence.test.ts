import { lanes } from '../../../src/commit/index.ts';
import { enrollmentDoc } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import {
  expireOverdueChallenge,
  expireOverdueChallenges,
} from '../../../src/verification/expire-overdue-challenges.ts';
import { someChallengeRules, strategies } from '../../fixtures/identity-checks.ts';
import { useOwnProject } from '../project.ts';
import { adjustmentsOf, asked, challengeOf, costOf, enrollmentOf, learner, session } from './checks.ts';

useOwnProject('silence');

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

const rules = someChallengeRules({ onFailure: strategies.returnToLastVerified, lockSeconds: null });
const inMs = (milliseconds: number) => new Date(Date.now() + milliseconds);
/** Long after every check of these tests, however slow the machine. */
const late = inMs(3_600_000);

describe('a check that meets with silence', () => {
  it('is settled once, takes back what was not verified, and a second time changes nothing', async () => {
    const key = await learner({ rules });
    await session(key, { creditedSeconds: 60 });
    const challengeId = await asked(key);
    expect(await expireOverdueChallenge({ key, now: new Date() })).toEqual({ result: 'unchanged' });
    const cost = await costOf('expireOverdueChallenge', () => expireOverdueChallenge({ key, now: late }));
    expect(cost).toEqual({ reads: 4, writes: 3 });
    expect(await challengeOf(key, challengeId)).toMatchObject({ state: 'EXPIRED', position: 1 });
    expect(await enrollmentOf(key)).toMatchObject({
      adjustedSeconds: -3_660,
      identity: { silences: 1, wrong: 1, openChallenge: null },
    });
    expect(await expireOverdueChallenge({ key, now: late })).toEqual({ result: 'unchanged' });
    expect(await adjustmentsOf(key)).toHaveLength(1);
  });

  it('noticed by several at once counts once', async () => {
    const key = await learner({ rules });
    await asked(key);
    const results = await Promise.all(
      Array.from({ length: 8 }, () => expireOverdueChallenge({ key, now: late })),
    );
    expect(results.filter(({ result }) => result === 'expired')).toHaveLength(1);
    expect((await enrollmentOf(key)).identity.silences).toBe(1);
  });

  it('the second one fails the course', async () => {
    const key = await learner({ rules });
    for (const _ of [1, 2]) {
      await asked(key);
      await expireOverdueChallenge({ key, now: late });
    }
    expect(await enrollmentOf(key)).toMatchObject({
      accessStatus: 'SUSPENDED',
      identity: { lock: { cause: 'courseFailed', until: null } },
    });
  });

  it('nobody enrolled, or nothing open: nothing happens', async () => {
    const key = await learner({ rules: null });
    expect(await expireOverdueChallenge({ key, now: late })).toEqual({ result: 'unchanged' });
    const nobody = { ...key, userId: (await learner()).userId };
    expect(await expireOverdueChallenge({ key: nobody, now: late })).toEqual({ result: 'unchanged' });
  });
});

describe('the sweep', () => {
  it('settles page after page, leaves what is not over, and one that fails holds up none', async () => {
    await expireOverdueChallenges({ now: late });
    const keys = await Promise.all(Array.from({ length: 60 }, () => learner()));
    await Promise.all(keys.map(key => asked(key)));
    const [broken] = keys;
    if (broken === undefined) throw new Error('There are sixty.');
    await firestore().doc(enrollmentDoc(broken).path).update({ price: 'broken' });
    expect(await expireOverdueChallenges({ now: inMs(30_000) })).toEqual({
      expired: 0,
      unchanged: 0,
      failed: 0,
    });
    expect(await expireOverdueChallenges({ now: late })).toEqual({ expired: 59, unchanged: 0, failed: 1 });
    await firestore().doc(enrollmentDoc(broken).path).update({ price: 0 });
    expect(await expireOverdueChallenges({ now: late })).toEqual({ expired: 1, unchanged: 0, failed: 0 });
    expect(await expireOverdueChallenges({ now: late })).toEqual({ expired: 0, unchanged: 0, failed: 0 });
  });
});
