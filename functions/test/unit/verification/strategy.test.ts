import type { ChallengeStrategy } from '../../../src/catalog/policy-rules.ts';
import { consequenceOf, lockFor, triesLeftOf } from '../../../src/verification/strategy.ts';
import { noTallies, type Tallies, withOutcome } from '../../../src/verification/tallies.ts';
import { someIdentity, strategies } from '../../fixtures/identity-checks.ts';

const tallies = (changes: Partial<Tallies>): Tallies => ({ ...noTallies, ...changes });
const { consecutive, ratio, returnToLastVerified, courseFail } = strategies;
const of = (maximumWrongPercent: number, minimumAsked = 1): ChallengeStrategy => ({
  strategy: 'ratio',
  maximumWrongPercent,
  minimumAsked,
});

describe('what wrong answers lead to', () => {
  it.each<[string, ChallengeStrategy, Partial<Tallies>, string | undefined]>([
    ['two wrong in a row of three', consecutive, { asked: 2, wrong: 2, wrongInARow: 2 }, undefined],
    ['three wrong in a row', consecutive, { asked: 3, wrong: 3, wrongInARow: 3 }, 'failedChecks'],
    ['many wrong, never three in a row', consecutive, { asked: 9, wrong: 6, wrongInARow: 2 }, undefined],
    ['all nine wrong, before the ratio counts', ratio, { asked: 9, wrong: 9 }, undefined],
    ['three of ten: 30 % is not more than 30 %', ratio, { asked: 10, wrong: 3 }, undefined],
    ['four of ten', ratio, { asked: 10, wrong: 4 }, 'excluded'],
    ['29 of 100: a fraction would say 28.999…', of(29), { asked: 100, wrong: 29 }, undefined],
    ['30 of 100 over 29 %', of(29), { asked: 100, wrong: 30 }, 'excluded'],
    ['57 of 100: 0.57 · 100 is 56.999…', of(57), { asked: 100, wrong: 57 }, undefined],
    ['one of a thousand, where none may be wrong', of(0), { asked: 1_000, wrong: 1 }, 'excluded'],
    ['all wrong, where all may be', of(100), { asked: 10, wrong: 10 }, undefined],
    ['one silence of two', returnToLastVerified, { asked: 1, wrong: 1, silences: 1 }, undefined],
    ['two silences', returnToLastVerified, { asked: 5, wrong: 2, silences: 2 }, 'courseFailed'],
    ['two wrong of three', returnToLastVerified, { asked: 5, wrong: 2 }, undefined],
    ['three wrong', returnToLastVerified, { asked: 9, wrong: 3 }, 'courseFailed'],
    ['a silence and two wrong', returnToLastVerified, { asked: 9, wrong: 3, silences: 1 }, 'courseFailed'],
    ['nothing wrong', courseFail, { asked: 50 }, undefined],
    ['one wrong', courseFail, { asked: 50, wrong: 1 }, 'courseFailed'],
  ])('%s', (_, strategy, counts, cause) => {
    expect(consequenceOf({ tallies: tallies(counts), strategy })).toBe(cause);
  });
});

describe('how long it locks', () => {
  const now = new Date('2026-03-10T16:00:00Z');
  it.each([
    ['failedChecks', 3_600, new Date('2026-03-10T17:00:00Z')],
    ['excluded', 3_600, new Date('2026-03-10T17:00:00Z')],
    ['excluded', null, null],
    ['courseFailed', 3_600, null],
  ] as const)('%s with %s seconds', (cause, lockSeconds, until) => {
    expect(lockFor({ cause, lockSeconds, now })).toEqual({ cause, lockedAt: now, until });
  });
});

describe('tries left', () => {
  const identity = (counts: Partial<Tallies>) => someIdentity(counts);
  it.each<[string, ChallengeStrategy, Partial<Tallies>, number]>([
    ['at first', consecutive, {}, 3],
    ['after one wrong', consecutive, { asked: 1, wrong: 1, wrongInARow: 1 }, 2],
    ['after a right one', consecutive, { asked: 2, wrong: 1, wrongInARow: 0 }, 3],
    ['when it is over', consecutive, { asked: 3, wrong: 3, wrongInARow: 3 }, 0],
    ['before ten are asked', ratio, { asked: 8, wrong: 5 }, 2],
    ['at first', ratio, {}, 10],
    ['three of ten', ratio, { asked: 10, wrong: 3 }, 1],
    ['ten right', ratio, { asked: 10 }, 5],
    ['where nobody is excluded', of(100), { asked: 10, wrong: 10 }, 999],
    ['at first', returnToLastVerified, {}, 2],
    ['after two wrong', returnToLastVerified, { asked: 2, wrong: 2 }, 1],
    ['after a silence', returnToLastVerified, { asked: 1, wrong: 1, silences: 1 }, 1],
    ['as long as nothing is wrong', courseFail, { asked: 10 }, 1],
  ])('%s (%j) %j: %i', (_, onFailure, counts, left) => {
    expect(triesLeftOf({ identity: identity(counts), rules: { onFailure } })).toBe(left);
  });

  it('none while locked, for whatever reason', () => {
    const lock = { cause: 'staff' as const, lockedAt: new Date(0), until: null };
    expect(triesLeftOf({ identity: someIdentity({ lock }), rules: { onFailure: consecutive } })).toBe(0);
  });

  it('so many wrong answers lock, and one less does not', () => {
    const all = [consecutive, ratio, courseFail, of(0), of(50, 4), of(99)];
    for (const strategy of all)
      for (let asked = 0; asked <= 25; asked += 1)
        for (let wrong = 0; wrong <= asked; wrong += 1) {
          const now = someIdentity({ asked, wrong, wrongInARow: Math.min(wrong, 2) });
          const left = triesLeftOf({ identity: now, rules: { onFailure: strategy } });
          let current: Tallies = now;
          let taken = 0;
          while (consequenceOf({ tallies: current, strategy }) === undefined && taken <= 999) {
            current = withOutcome(current, 'INCORRECT');
            taken += 1;
          }
          expect({ strategy, asked, wrong, left }).toEqual({
            strategy,
            asked,
            wrong,
            left: Math.min(taken, 999),
          });
        }
  });
});
