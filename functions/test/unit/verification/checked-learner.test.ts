import fc from 'fast-check';
import type { ChallengeStrategy } from '../../../src/catalog/policy-rules.ts';
import { accessStatusFrom } from '../../../src/enrollments/enrollment.ts';
import { Enrollment } from '../../../src/enrollments/schema.ts';
import { countedIn } from '../../../src/verification/correction.ts';
import { Challenge } from '../../../src/verification/schema.ts';
import { triesLeftOf } from '../../../src/verification/strategy.ts';
import { someChallengeRules, strategies } from '../../fixtures/identity-checks.ts';
import { CheckedLearner, type PlainCheck, type Step } from './checked-learner.ts';

const seconds = fc.integer({ min: 1, max: 400 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('study' as const), seconds }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('answer' as const), isRight: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('silence' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('endSession' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('correct' as const),
      nth: fc.nat(60),
      to: fc.constantFrom('CORRECT' as const, 'INCORRECT' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unlock' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(10, 900) }),
  },
);

const small: readonly ChallengeStrategy[] = [
  ...Object.values(strategies),
  { strategy: 'ratio', maximumWrongPercent: 34, minimumAsked: 3 },
  { strategy: 'consecutive', wrongInARow: 2 },
];
const story = fc.record({
  onFailure: fc.constantFrom(...small),
  lockSeconds: fc.constantFrom(600, null),
  steps: fc.array(step, { minLength: 20, maxLength: 80 }),
});

/** Counted by looking at the list, not by adding up. */
function plainTallies(round: readonly PlainCheck[]) {
  const wrong = round.filter(({ result }) => result !== 'right');
  const lastRight = round.map(({ result }) => result).lastIndexOf('right');
  return {
    asked: round.length,
    wrong: wrong.length,
    silences: wrong.filter(({ result }) => result === 'silent').length,
    wrongInARow: round.length - 1 - lastRight,
  };
}

/** The regulation once more, in other words. */
function locksByPlainRule(round: readonly PlainCheck[], strategy: ChallengeStrategy): boolean {
  const { asked, wrong, silences, wrongInARow } = plainTallies(round);
  if (strategy.strategy === 'courseFail') return wrong >= 1;
  if (strategy.strategy === 'consecutive') return wrongInARow >= strategy.wrongInARow;
  if (strategy.strategy === 'ratio')
    return asked >= strategy.minimumAsked && wrong > Math.floor((asked * strategy.maximumWrongPercent) / 100);
  return silences >= strategy.silencesToFail || wrong >= strategy.wrongToFail;
}

/** Runs stories; `check` sees the learner after every step. */
function always(
  check: (
    learner: CheckedLearner,
    strategy: ChallengeStrategy,
    before: { total: number; step: Step },
  ) => void,
): void {
  fc.assert(
    fc.property(story, ({ onFailure, lockSeconds, steps }) => {
      const rules = someChallengeRules({ everySeconds: 100, jitterSeconds: 50, onFailure, lockSeconds });
      const learner = new CheckedLearner(rules);
      for (const next of steps) {
        const before = { total: learner.totalSeconds, step: next };
        learner.take(next);
        check(learner, onFailure, before);
      }
    }),
    { numRuns: 120 },
  );
}

describe('however a learner studies, answers, keeps silent, is corrected and released', () => {
  it('the tallies are those of a plain list, and of the checks on record', () => {
    always(({ enrollment: { identity }, round, challenges }) => {
      expect(identity).toMatchObject(plainTallies(round));
      expect(countedIn({ round: identity.round, challenges })).toHaveLength(identity.asked);
    });
  });

  it('it is locked exactly when the strategy says so, and access follows', () => {
    always(({ enrollment, round }, strategy) => {
      expect(enrollment.identity.lock !== null).toBe(locksByPlainRule(round, strategy));
      expect(enrollment.accessStatus).toBe(accessStatusFrom(enrollment));
      const left = triesLeftOf({ identity: enrollment.identity, rules: { onFailure: strategy } });
      expect(left === 0).toBe(enrollment.identity.lock !== null);
    });
  });

  it('time is taken back by silence alone, with a row for each second, and never more than there is', () => {
    always(({ enrollment, adjustments, totalSeconds }, _, { total, step: taken }) => {
      const sum = adjustments.reduce((all, { seconds: each }) => all + each, 0);
      expect(enrollment.adjustedSeconds).toBe(sum);
      expect(totalSeconds).toBeGreaterThanOrEqual(0);
      expect(enrollment.identity.verifiedSeconds).toBeLessThanOrEqual(totalSeconds);
      if (totalSeconds < total) expect(taken.kind).toBe('silence');
    });
  });

  it('one check is open at a time, and what is stored is sound', () => {
    always(({ enrollment, challenges }) => {
      const open = challenges.filter(({ state }) => state === 'ISSUED').map(({ challengeId }) => challengeId);
      const { openChallenge } = enrollment.identity;
      expect(open).toEqual(openChallenge === null ? [] : [openChallenge.challengeId]);
      expect(Enrollment.parse(enrollment)).toEqual(enrollment);
      for (const challenge of challenges.slice(-1)) expect(Challenge.parse(challenge)).toEqual(challenge);
    });
  });

  it('no question comes twice in a row', () => {
    always(({ questions }) => {
      expect(questions.at(-1) === questions.at(-2) && questions.length > 1).toBe(false);
    });
  });

  it('the stories are full of life', () => {
    const seen = { locks: 0, adjustments: 0, rounds: 0, corrections: 0 };
    always(({ enrollment, adjustments, challenges, plainRounds }) => {
      seen.locks += enrollment.identity.lock === null ? 0 : 1;
      seen.adjustments += adjustments.length;
      seen.rounds = Math.max(seen.rounds, plainRounds.length);
      seen.corrections += challenges.filter(({ state }) => state === 'CORRECTED').length;
    });
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(2);
  });
});
