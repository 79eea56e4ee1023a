import { accessStatusFrom } from '../../../src/enrollments/enrollment.ts';
import { totalCreditedSeconds } from '../../../src/enrollments/learning.ts';
import { Id } from '../../../src/platform/ids.ts';
import { answerOpenChallenge, answerOutcomeOf } from '../../../src/verification/challenge-answer.ts';
import { isOverdue, settleAnswer, settleExpired } from '../../../src/verification/settlement.ts';
import {
  askedLearner,
  expiresAt,
  issuedAt,
  someChallenge,
  someChallengeRules,
  strategies,
} from '../../fixtures/identity-checks.ts';

const rules = someChallengeRules();
const illinois = someChallengeRules({ onFailure: strategies.returnToLastVerified, lockSeconds: null });
const now = new Date('2026-03-10T16:00:30.000Z');
const challenge = someChallenge();
const settling = { enrollment: askedLearner(), challenge, rules, openSessionSeconds: 240, now };
const after = (milliseconds: number) => new Date(expiresAt.getTime() + milliseconds);

describe('a right answer', () => {
  it('verifies all that was credited up to it, and ends a run of wrong ones', () => {
    const enrollment = askedLearner({ identity: { asked: 2, wrong: 2, wrongInARow: 2 } });
    const settled = settleAnswer({ ...settling, enrollment, isRight: true });
    expect(settled.enrollment.identity).toMatchObject({
      asked: 3,
      wrong: 2,
      wrongInARow: 0,
      verifiedSeconds: 3_840,
      openChallenge: null,
      lastChallenge: { challengeId: 'challenge-1', outcome: 'CORRECT', settledAt: now },
      lock: null,
    });
    expect(settled.challenge).toEqual({ ...challenge, state: 'CORRECT', settledAt: now, position: 3 });
    expect(settled.adjustment).toBeUndefined();
  });

  it('verifies what is left after time was taken back before', () => {
    const enrollment = askedLearner({ adjustedSeconds: -600 });
    const settled = settleAnswer({ ...settling, enrollment, isRight: true });
    expect(settled.enrollment.identity.verifiedSeconds).toBe(3_240);
  });
});

describe('wrong answers', () => {
  it('the third in a row locks for an hour and suspends', () => {
    const enrollment = askedLearner({ identity: { asked: 2, wrong: 2, wrongInARow: 2 } });
    const settled = settleAnswer({ ...settling, enrollment, isRight: false });
    expect(settled.enrollment.accessStatus).toBe('SUSPENDED');
    expect(settled.enrollment.identity.lock).toEqual({
      cause: 'failedChecks',
      lockedAt: now,
      until: new Date('2026-03-10T17:00:30.000Z'),
    });
  });

  it('the second does not', () => {
    const enrollment = askedLearner({ identity: { asked: 1, wrong: 1, wrongInARow: 1 } });
    const settled = settleAnswer({ ...settling, enrollment, isRight: false });
    expect(settled.enrollment.identity).toMatchObject({ asked: 2, wrongInARow: 2, lock: null });
    expect(settled.enrollment.accessStatus).toBe('ACTIVE');
  });

  it('even the right tenth one excludes who had four of nine wrong', () => {
    const enrollment = askedLearner({ identity: { asked: 9, wrong: 4 } });
    const texas = someChallengeRules({ onFailure: strategies.ratio, lockSeconds: null });
    const settled = settleAnswer({ ...settling, enrollment, rules: texas, isRight: true });
    expect(settled.enrollment.identity.lock).toMatchObject({ cause: 'excluded', until: null });
  });

  it('a lock for another reason stays as it is', () => {
    const lock = { cause: 'examFailed' as const, lockedAt: issuedAt, until: null };
    const enrollment = askedLearner({ identity: { wrongInARow: 2, lock } });
    const settled = settleAnswer({ ...settling, enrollment, isRight: false });
    expect(settled.enrollment.identity.lock).toEqual(lock);
  });

  it.each([true, false])('one that was open when a correction locked counts no more: right %s', isRight => {
    const lock = { cause: 'failedChecks' as const, lockedAt: issuedAt, until: null };
    const tallies = { asked: 3, wrong: 3, silences: 0, wrongInARow: 3 };
    const enrollment = askedLearner({ accessStatus: 'SUSPENDED', identity: { ...tallies, lock } });
    const settled = settleAnswer({ ...settling, enrollment, isRight });
    expect(settled.enrollment.identity).toMatchObject({ ...tallies, lock, openChallenge: null });
    expect(settled.challenge).toMatchObject({ state: isRight ? 'CORRECT' : 'INCORRECT', position: null });
  });

  it('what a lock was for that has lapsed is served: the count begins anew, and this check is of before', () => {
    const lock = { cause: 'failedChecks' as const, lockedAt: issuedAt, until: now };
    const tallies = { asked: 3, wrong: 3, wrongInARow: 3 };
    const enrollment = askedLearner({ accessStatus: 'SUSPENDED', identity: { ...tallies, lock } });
    const settled = settleAnswer({ ...settling, enrollment, isRight: false });
    expect(settled.enrollment.identity).toMatchObject({ round: 1, asked: 0, wrong: 0, lock: null });
    expect(settled.enrollment.accessStatus).toBe('ACTIVE');
    expect(settled.challenge).toMatchObject({ state: 'INCORRECT', position: null });
  });
});

describe('silence that returns to the last verified place', () => {
  const verified = askedLearner({ identity: { verifiedSeconds: 3_000, nextChallengeAtSeconds: 5_500 } });
  const silent = { ...settling, enrollment: verified, rules: illinois, now: after(6_000) };

  it('takes back what was credited since, with a row that says so', () => {
    const { enrollment, adjustment } = settleExpired(silent);
    expect(adjustment).toEqual({
      adjustmentId: 'challenge-1',
      seconds: -840,
      cause: 'returnToLastVerified',
      at: silent.now,
    });
    expect(enrollment.adjustedSeconds).toBe(-840);
    expect(totalCreditedSeconds({ enrollment, openSessionSeconds: 240 })).toBe(3_000);
    expect(enrollment.creditedSeconds).toBe(3_600);
  });

  it('and the next check keeps its distance', () => {
    expect(settleExpired(silent).enrollment.identity.nextChallengeAtSeconds).toBe(4_660);
  });

  it('a check that is due already stays due', () => {
    const due = askedLearner({ identity: { verifiedSeconds: 0, nextChallengeAtSeconds: 100 } });
    const { enrollment } = settleExpired({ ...silent, enrollment: due });
    expect(enrollment.identity.nextChallengeAtSeconds).toBe(0);
  });

  it('writes no row where nothing was credited since', () => {
    const enrollment = askedLearner({ identity: { verifiedSeconds: 3_840 } });
    expect(settleExpired({ ...silent, enrollment }).adjustment).toBeUndefined();
  });

  it('the second one fails the course for good, and takes its time back, too', () => {
    const enrollment = askedLearner({
      identity: { asked: 3, wrong: 1, silences: 1, verifiedSeconds: 3_000 },
    });
    const settled = settleExpired({ ...silent, enrollment });
    expect(settled.enrollment.identity.lock).toMatchObject({ cause: 'courseFailed', until: null });
    expect(settled.adjustment?.seconds).toBe(-840);
  });

  it('a wrong answer takes nothing back', () => {
    expect(settleAnswer({ ...silent, isRight: false }).adjustment).toBeUndefined();
  });

  it.each(['consecutive', 'ratio', 'courseFail'] as const)('%s takes nothing back', strategy => {
    const other = someChallengeRules({ onFailure: strategies[strategy] });
    const settled = settleExpired({ ...silent, rules: other });
    expect(settled.adjustment).toBeUndefined();
    expect(settled.enrollment.identity).toMatchObject({ asked: 1, wrong: 1, silences: 1, wrongInARow: 1 });
    expect(settled.enrollment.accessStatus).toBe(accessStatusFrom(settled.enrollment));
  });
});

describe('when a check has met with silence', () => {
  it.each([
    [-1, false],
    [0, false],
    [4_999, false],
    [5_000, true],
  ])('%i ms after its time: %s', (milliseconds, overdue) => {
    expect(isOverdue(askedLearner().identity, after(milliseconds))).toBe(overdue);
  });

  it('never where none is open', () => {
    expect(isOverdue({ openChallenge: null }, after(1e9))).toBe(false);
  });
});

describe('answering', () => {
  const answering = { ...settling, isRight: true, receivedAt: now };

  it.each([
    [-1, 'CORRECT'],
    [0, 'EXPIRED'],
    [3_600_000, 'EXPIRED'],
  ])('%i ms from the end of its time: %s', (milliseconds, outcome) => {
    const answered = answerOpenChallenge({ ...answering, receivedAt: after(milliseconds) });
    expect(answered).toMatchObject({
      kind: 'answered',
      outcome,
      settlement: { challenge: { state: outcome } },
    });
  });

  it('hashing and queueing are not the student’s time', () => {
    const answered = answerOpenChallenge({ ...answering, receivedAt: after(-1), now: after(4_000) });
    expect(answered).toMatchObject({ outcome: 'CORRECT' });
  });

  it.each(['CORRECT', 'INCORRECT', 'CORRECTED'] as const)('one that is %s is answered already', state => {
    const answered = answerOpenChallenge({ ...answering, challenge: someChallenge({ state }) });
    expect(answered).toMatchObject({ kind: 'refused', reason: 'CHALLENGE_ANSWERED' });
  });

  it('one that the sweep has settled is told to be too late, and nothing changes', () => {
    const answered = answerOpenChallenge({ ...answering, challenge: someChallenge({ state: 'EXPIRED' }) });
    expect(answered).toEqual({ kind: 'answered', outcome: 'EXPIRED', settlement: undefined });
  });

  it('what is not there is not found', () => {
    expect(answerOpenChallenge({ ...answering, challenge: undefined })).toMatchObject({
      reason: 'CHALLENGE_NOT_FOUND',
    });
    expect(answerOpenChallenge({ ...answering, enrollment: undefined })).toMatchObject({
      reason: 'ENROLLMENT_NOT_FOUND',
    });
  });

  const until = new Date('2026-03-10T17:00:00.000Z');
  it.each([
    ['not locked', null, { outcome: 'INCORRECT', triesLeft: 3 }],
    ['locked', until, { outcome: 'INCORRECT', triesLeft: 0, lockedUntil: until.toISOString() }],
    ['locked for good', 'staff', { outcome: 'INCORRECT', triesLeft: 0, lockedUntil: null }],
  ])('%s: the student is told no more than that', (_, lockedUntil, told) => {
    const date = lockedUntil instanceof Date ? lockedUntil : null;
    const lock = lockedUntil === null ? null : { cause: 'failedChecks' as const, lockedAt: now, until: date };
    const enrollment = askedLearner({ identity: { lock } });
    expect(answerOutcomeOf({ outcome: 'INCORRECT', enrollment, rules })).toEqual(told);
  });

  it('a check of an earlier round is on record and counts for nothing', () => {
    const enrollment = askedLearner({ identity: { round: 1, verifiedSeconds: 0 } });
    const settled = settleExpired({ ...settling, enrollment, rules: illinois, now: after(6_000) });
    expect(settled.enrollment.identity).toMatchObject({ asked: 0, wrong: 0, openChallenge: null });
    expect(settled.adjustment).toBeUndefined();
    expect(settled.challenge).toMatchObject({ state: 'EXPIRED', position: null });
    expect(Id.parse(settled.challenge.challengeId)).toBe('challenge-1');
  });
});
