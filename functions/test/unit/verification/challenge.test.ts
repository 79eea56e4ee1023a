import fc from 'fast-check';
import { Id } from '../../../src/platform/ids.ts';
import {
  CHANCE_UNITS,
  drawChallengeChance,
  firstChallengeAt,
  hasRegisteredEnough,
  isChallengeDue,
  issueChallenge,
  registeredQuestionIds,
} from '../../../src/verification/challenge.ts';
import { Challenge } from '../../../src/verification/schema.ts';
import {
  issuedAt,
  someChallenge,
  someChallengeRules,
  someIdentity,
  someQuestions,
} from '../../fixtures/identity-checks.ts';

const rules = someChallengeRules();
const highest = CHANCE_UNITS - 1;
const [pet = Id.parse('x'), school = Id.parse('x')] = someQuestions;

describe('when the first check comes', () => {
  it.each([
    [0, 3_000],
    [CHANCE_UNITS / 2, 3_600],
    [highest, 4_200],
  ])('chance %i: after %i seconds', (jitterUnit, seconds) => {
    expect(firstChallengeAt({ rules, jitterUnit })).toBe(seconds);
  });

  it('never, if the policy asks for none', () => {
    expect(firstChallengeAt({ rules: null, jitterUnit: 0 })).toBeNull();
  });

  it('never at once, however wide the window', () => {
    const wide = someChallengeRules({ everySeconds: 60, jitterSeconds: 600 });
    expect(firstChallengeAt({ rules: wide, jitterUnit: 0 })).toBe(1);
  });

  it('to the second where there is no window', () => {
    const exact = someChallengeRules({ jitterSeconds: 0 });
    for (const jitterUnit of [0, highest]) expect(firstChallengeAt({ rules: exact, jitterUnit })).toBe(3_600);
  });
});

describe('whether a check is due', () => {
  const lock = { cause: 'examFailed' as const, lockedAt: issuedAt, until: null };
  it.each([
    ['a second before', someIdentity(), rules, 3_599, false],
    ['at the second', someIdentity(), rules, 3_600, true],
    ['one is open', someIdentity({ openChallenge: { ...someChallenge() } }), rules, 9_999, false],
    ['locked', someIdentity({ lock }), rules, 9_999, false],
    ['no session has started yet', someIdentity({ nextChallengeAtSeconds: null }), rules, 9_999, false],
    ['the policy asks for none', someIdentity(), null, 9_999, false],
  ])('%s', (_, identity, policy, totalSeconds, isDue) => {
    expect(isChallengeDue({ identity, rules: policy, totalSeconds })).toBe(isDue);
  });
});

describe('asking a check', () => {
  const ask = (changes: Partial<Parameters<typeof issueChallenge>[0]> = {}) =>
    issueChallenge({
      identity: someIdentity(),
      rules,
      questionIds: [pet, school],
      totalSeconds: 3_700,
      challengeId: Id.parse('challenge-1'),
      sessionId: Id.parse('session-1'),
      now: issuedAt,
      chance: { jitterUnit: CHANCE_UNITS / 2, questionUnit: 0 },
      ...changes,
    });

  it('opens it for the window, tells its text, and sets the next', () => {
    const asked = ask();
    expect(asked?.challenge).toEqual(someChallenge());
    expect(Challenge.parse(asked?.challenge)).toEqual(asked?.challenge);
    expect(asked?.identity).toMatchObject({
      openChallenge: { challengeId: 'challenge-1', questionId: 'first-pet', issuedAt },
      lastQuestionId: 'first-pet',
      nextChallengeAtSeconds: 7_300,
      asked: 0,
    });
  });

  it('asks another question than last time, if there is one', () => {
    for (const questionUnit of [0, CHANCE_UNITS / 2, highest]) {
      const chance = { jitterUnit: 0, questionUnit };
      const identity = someIdentity({ lastQuestionId: pet });
      expect(ask({ identity, chance })?.challenge.questionId).toBe(school);
      expect(ask({ identity, chance, questionIds: [pet] })?.challenge.questionId).toBe(pet);
    }
  });

  it('asks nothing that the policy does not name or the student has no answer to', () => {
    const elsewhere = Id.parse('best-friend');
    expect(ask({ questionIds: [elsewhere, school] })?.challenge.questionId).toBe(school);
    expect(ask({ questionIds: [elsewhere] })).toBeUndefined();
    expect(ask({ questionIds: [] })).toBeUndefined();
  });

  it('asks every question as often as chance has it, and every distance lies in the window', () => {
    const units = fc.integer({ min: 0, max: highest });
    const seen = new Set<string>();
    fc.assert(
      fc.property(units, units, (jitterUnit, questionUnit) => {
        const asked = ask({ questionIds: someQuestions, chance: { jitterUnit, questionUnit } });
        seen.add(asked?.challenge.questionId ?? '');
        const distance = (asked?.identity.nextChallengeAtSeconds ?? 0) - 3_700;
        expect(distance).toBeGreaterThanOrEqual(3_000);
        expect(distance).toBeLessThanOrEqual(4_200);
      }),
    );
    expect([...seen].sort()).toEqual([...someQuestions].sort());
  });

  it('draws chance in whole units', () => {
    const bounds: number[] = [];
    const chance = {
      integerBelow: (bound: number) => {
        bounds.push(bound);
        return bound - 1;
      },
      id: () => Id.parse('x'),
      secret: () => 'x',
    };
    expect(drawChallengeChance(chance)).toEqual({ jitterUnit: highest, questionUnit: highest });
    expect(bounds).toEqual([CHANCE_UNITS, CHANCE_UNITS]);
  });
});

describe('whether enough answers are registered', () => {
  const answer = {
    algorithm: 'scrypt' as const,
    cost: 16,
    blockSize: 8,
    parallelization: 1,
    salt: 's',
    hash: 'h',
  };
  const profile = (...ids: string[]) => ({
    answers: Object.fromEntries(ids.map(id => [id, answer])),
    registeredAt: issuedAt,
    revision: 1,
  });

  it.each([
    ['nothing registered', undefined, rules, false],
    ['one of two', profile('first-pet'), rules, false],
    ['two, one of them another course’s', profile('first-pet', 'best-friend'), rules, false],
    ['two of two', profile('first-pet', 'dream-car'), rules, true],
    ['the policy asks for none', undefined, null, true],
  ])('%s', (_, registered, policy, isEnough) => {
    expect(hasRegisteredEnough({ profile: registered, rules: policy })).toBe(isEnough);
  });

  it('only the policy’s own questions are asked', () => {
    expect(registeredQuestionIds({ profile: profile('dream-car', 'best-friend'), rules })).toEqual([
      'dream-car',
    ]);
  });
});
