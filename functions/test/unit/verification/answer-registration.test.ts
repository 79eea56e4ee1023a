import { registerAnswers, resetAnswers } from '../../../src/verification/answer-registration.ts';
import type { HashedAnswer, VerificationProfile } from '../../../src/verification/schema.ts';
import { RegisterVerificationAnswersRequest } from '../../../src/verification/wire.ts';
import {
  askedLearner,
  someChallengeRules,
  someLearner,
  someQuestions,
} from '../../fixtures/identity-checks.ts';

const now = new Date('2026-03-10T16:00:00.000Z');
const rules = someChallengeRules();
const hashed = (hash: string): HashedAnswer => ({
  algorithm: 'scrypt',
  cost: 16,
  blockSize: 8,
  parallelization: 1,
  salt: 'salt',
  hash,
});
const answersTo = (ids: readonly string[], hash = 'new') =>
  new Map(ids.map(id => [id, hashed(hash)] as const));
const profileOf = (...ids: string[]): VerificationProfile => ({
  answers: Object.fromEntries(answersTo(ids, 'old')),
  registeredAt: new Date(0),
  revision: 4,
});
const fresh = someLearner();
const asked = someLearner({ identity: { lastQuestionId: someQuestions[0] ?? null, asked: 1 } });

const registering = (changes: Partial<Parameters<typeof registerAnswers>[0]> = {}) =>
  registerAnswers({
    answers: answersTo(['first-pet', 'first-school']),
    rules,
    profile: undefined,
    enrollments: [fresh],
    now,
    ...changes,
  });

describe('registering answers', () => {
  it('the first ones make the profile', () => {
    expect(registering()).toEqual({
      kind: 'registered',
      registered: 2,
      profile: {
        answers: { 'first-pet': hashed('new'), 'first-school': hashed('new') },
        registeredAt: now,
        revision: 1,
      },
    });
  });

  it('before the first check they may be changed; those of other courses stay', () => {
    const profile = profileOf('first-pet', 'best-friend');
    expect(registering({ profile })).toMatchObject({
      registered: 2,
      profile: {
        answers: { 'first-pet': hashed('new'), 'first-school': hashed('new'), 'best-friend': hashed('old') },
        revision: 5,
      },
    });
  });

  it('one that lacks may be added to those on file', () => {
    const profile = profileOf('first-pet');
    expect(registering({ profile, answers: answersTo(['dream-car']) })).toMatchObject({ registered: 2 });
  });

  it.each([
    ['one of two', { answers: answersTo(['first-pet']) }, 'TOO_FEW_ANSWERS', 'answers'],
    [
      'a question of another course',
      { answers: answersTo(['first-pet', 'best-friend']) },
      'QUESTION_NOT_ASKED',
      'answers.best-friend',
    ],
    ['a course without checks', { rules: null }, 'VERIFICATION_NOT_ASKED', undefined],
    [
      'replacing one after a check',
      { enrollments: [asked], profile: profileOf('first-pet') },
      'ANSWERS_REGISTERED',
      undefined,
    ],
    [
      'replacing one after a check in another course',
      { enrollments: [fresh, asked], profile: profileOf('first-pet') },
      'ANSWERS_REGISTERED',
      undefined,
    ],
    [
      'adding one after a check, where there are enough',
      {
        enrollments: [asked],
        profile: profileOf('first-pet', 'first-school'),
        answers: answersTo(['dream-car']),
      },
      'ANSWERS_REGISTERED',
      undefined,
    ],
    ['while a check is open anywhere', { enrollments: [fresh, askedLearner()] }, 'CHALLENGE_OPEN', undefined],
  ])('%s is refused', (_, changes, reason, path) => {
    const refusal = registering(changes);
    expect(refusal).toMatchObject({ kind: 'refused', reason });
    if (path !== undefined) expect(refusal).toMatchObject({ fields: [{ path }] });
  });

  it('after a check what another course asks for may be added, and nothing of before changes', () => {
    const profile = profileOf('best-friend', 'first-job');
    expect(registering({ enrollments: [fresh, asked], profile })).toMatchObject({
      profile: { answers: { 'best-friend': hashed('old'), 'first-pet': hashed('new') } },
    });
  });

  it('staff take them away, and the student registers anew', () => {
    const reset = resetAnswers({ profile: profileOf('first-pet', 'first-school'), enrollments: [asked] });
    if ('kind' in reset) throw new Error(reset.reason);
    expect(reset).toMatchObject({ answers: {}, revision: 5 });
    expect(registering({ profile: reset, enrollments: [asked] })).toMatchObject({
      registered: 2,
      profile: { revision: 6 },
    });
  });

  it('not while a check is open, and not where there are none', () => {
    const profile = profileOf('first-pet');
    expect(resetAnswers({ profile, enrollments: [askedLearner()] })).toMatchObject({
      reason: 'CHALLENGE_OPEN',
    });
    expect(resetAnswers({ profile: undefined, enrollments: [] })).toMatchObject({ reason: 'NOT_FOUND' });
  });
});

describe('what a client may send as answers', () => {
  const request = (answers: unknown) =>
    RegisterVerificationAnswersRequest.safeParse({
      courseId: 'a-course',
      answers,
      requestId: '5f0c1c7e-6d6c-4d34-9c0e-0d6b3c1f7a11',
    });
  const pathsOf = (answers: unknown) =>
    request(answers).error?.issues.map(({ path }) => path.map(String).join('.'));

  it('answers to questions of the bank', () => {
    expect(request({ 'first-pet': 'Rex', 'first-job': 'Bakery' }).success).toBe(true);
  });

  it.each([
    ['none', {}, ['answers']],
    ['an unknown question', { 'mothers-maiden-name': 'Smith' }, ['answers.mothers-maiden-name']],
    ['blanks', { 'first-pet': ' \u200b ' }, ['answers.first-pet']],
    ['101 letters', { 'first-pet': 'x'.repeat(101) }, ['answers.first-pet']],
    ['a number', { 'first-pet': 7 }, ['answers.first-pet']],
    ['a list', ['Rex'], ['answers']],
    ['one answer for two', { 'first-pet': 'Rex', 'first-job': ' REX ' }, ['answers.first-job']],
  ])('not %s', (_, answers, paths) => {
    expect(pathsOf(answers)).toEqual(paths);
  });
});
