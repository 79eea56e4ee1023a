import { Id } from '../../../src/platform/ids.ts';
import { correct } from '../../../src/verification/correction.ts';
import type { Challenge, ChallengeOutcome } from '../../../src/verification/schema.ts';
import { lockFor } from '../../../src/verification/strategy.ts';
import { talliesOf } from '../../../src/verification/tallies.ts';
import {
  someChallenge,
  someChallengeRules,
  someLearner,
  strategies,
} from '../../fixtures/identity-checks.ts';

const now = new Date('2026-03-11T10:00:00.000Z');
const by = Id.parse('admin-1');
const rules = someChallengeRules({ lockSeconds: null });

const nth = (position: number): Id => Id.parse(`challenge-${position}`);

function settledChecks(outcomes: readonly ChallengeOutcome[], round = 0): Challenge[] {
  return outcomes.map((state, index) =>
    someChallenge({ challengeId: nth(index + 1), state, settledAt: now, round, position: index + 1 }),
  );
}

/** A learner whose round went like this; C right, W wrong, S silent. */
function history(letters: string) {
  const outcomes = [...letters].map(
    (letter): ChallengeOutcome => (letter === 'C' ? 'CORRECT' : letter === 'W' ? 'INCORRECT' : 'EXPIRED'),
  );
  return { challenges: settledChecks(outcomes), tallies: talliesOf(outcomes) };
}

type Correcting = Parameters<typeof correct>[0];

const correcting = ({
  letters,
  position,
  to,
  ...changes
}: { letters: string; position: number; to: 'CORRECT' | 'INCORRECT' } & Partial<Correcting>) => {
  const { challenges, tallies } = history(letters);
  return correct({
    enrollment: someLearner({ identity: tallies }),
    challenges,
    rules,
    correction: { challengeId: nth(position), to, by, reason: 'the microphone was broken' },
    now,
    ...changes,
  });
};

describe('a correction', () => {
  it('keeps both outcomes, who, why and when', () => {
    const corrected = correcting({ letters: 'CW', position: 2, to: 'CORRECT' });
    expect(corrected).toMatchObject({
      kind: 'corrected',
      from: 'INCORRECT',
      challenge: {
        state: 'CORRECTED',
        position: 2,
        correction: { from: 'INCORRECT', to: 'CORRECT', by, reason: 'the microphone was broken', at: now },
      },
    });
  });

  it.each([
    ['CWW', 3, 'CORRECT', { asked: 3, wrong: 1, silences: 0, wrongInARow: 0 }],
    ['CWW', 2, 'CORRECT', { asked: 3, wrong: 1, silences: 0, wrongInARow: 1 }],
    ['WCW', 2, 'INCORRECT', { asked: 3, wrong: 3, silences: 0, wrongInARow: 3 }],
    ['WCW', 1, 'CORRECT', { asked: 3, wrong: 1, silences: 0, wrongInARow: 1 }],
    ['SC', 1, 'CORRECT', { asked: 2, wrong: 0, silences: 0, wrongInARow: 0 }],
    ['SC', 1, 'INCORRECT', { asked: 2, wrong: 1, silences: 0, wrongInARow: 0 }],
  ] as const)('in %s of the %i. to %s adds the round up again', (letters, position, to, tallies) => {
    const corrected = correcting({ letters, position, to });
    expect(corrected).toMatchObject({ enrollment: { identity: tallies } });
  });

  const lock = lockFor({ cause: 'failedChecks', lockSeconds: null, now });
  const lockedAs = (letters: string) =>
    someLearner({ accessStatus: 'SUSPENDED', identity: { ...history(letters).tallies, lock } });

  it('that takes the cause away takes the lock off', () => {
    const corrected = correcting({ letters: 'WWW', position: 2, to: 'CORRECT', enrollment: lockedAs('WWW') });
    expect(corrected).toMatchObject({
      enrollment: { accessStatus: 'ACTIVE', identity: { round: 0, wrongInARow: 1, lock: null } },
    });
  });

  it('that leaves the cause leaves the lock', () => {
    const corrected = correcting({
      letters: 'WCWWW',
      position: 1,
      to: 'CORRECT',
      enrollment: lockedAs('WCWWW'),
    });
    expect(corrected).toMatchObject({ enrollment: { accessStatus: 'SUSPENDED', identity: { lock } } });
  });

  it('that gives the cause locks', () => {
    const corrected = correcting({ letters: 'WCW', position: 2, to: 'INCORRECT' });
    expect(corrected).toMatchObject({
      enrollment: { accessStatus: 'SUSPENDED', identity: { lock: { cause: 'failedChecks', lockedAt: now } } },
    });
  });

  it('takes no lock off that an exam has set', () => {
    const examLock = { ...lock, cause: 'examFailed' as const };
    const enrollment = someLearner({ identity: { ...history('WW').tallies, lock: examLock } });
    const corrected = correcting({ letters: 'WW', position: 2, to: 'CORRECT', enrollment });
    expect(corrected).toMatchObject({ enrollment: { identity: { lock: examLock, wrong: 1 } } });
  });

  it('of a failed course opens it', () => {
    const strict = someChallengeRules({ onFailure: strategies.courseFail });
    const failed = lockFor({ cause: 'courseFailed', lockSeconds: 60, now });
    const enrollment = someLearner({ identity: { ...history('CS').tallies, lock: failed } });
    const corrected = correcting({ letters: 'CS', position: 2, to: 'CORRECT', rules: strict, enrollment });
    expect(corrected).toMatchObject({ enrollment: { identity: { wrong: 0, silences: 0, lock: null } } });
  });

  it('of an earlier round changes the record alone', () => {
    const enrollment = someLearner({ identity: { round: 1 } });
    const corrected = correcting({ letters: 'WWW', position: 3, to: 'CORRECT', enrollment });
    expect(corrected).toMatchObject({ challenge: { state: 'CORRECTED' } });
    expect(corrected.kind === 'corrected' && corrected.enrollment).toBe(enrollment);
  });

  it('of a correction keeps the first outcome', () => {
    const once = correcting({ letters: 'CS', position: 2, to: 'CORRECT' });
    if (once.kind === 'refused') throw new Error(once.reason);
    const challenges = [...history('C').challenges, once.challenge];
    const twice = correcting({
      letters: '',
      position: 2,
      to: 'INCORRECT',
      challenges,
      enrollment: once.enrollment,
    });
    expect(twice).toMatchObject({
      from: 'CORRECT',
      challenge: { correction: { from: 'EXPIRED', to: 'INCORRECT' } },
      enrollment: { identity: { asked: 2, wrong: 1, silences: 0, wrongInARow: 1 } },
    });
  });

  it.each([
    ['a check that is not there', { challenges: [] }, 'CHALLENGE_NOT_FOUND'],
    ['no enrollment', { enrollment: undefined }, 'ENROLLMENT_NOT_FOUND'],
    ['one that waits for its answer', { challenges: [someChallenge()] }, 'CHALLENGE_OPEN'],
    ['to what it is already', { challenges: settledChecks(['CORRECT']) }, 'ILLEGAL_TRANSITION'],
    ['on old tallies', { enrollment: someLearner({ identity: { asked: 2 } }) }, 'STALE_READ'],
  ])('%s is refused', (_, changes, reason) => {
    const corrected = correcting({ letters: 'W', position: 1, to: 'CORRECT', ...changes });
    expect(corrected).toMatchObject({ kind: 'refused', reason });
  });
});
