import fc from 'fast-check';
import { Id } from '../../../src/platform/ids.ts';
import { isWithin } from '../../../src/quizzes/decimal.ts';
import { isCorrect, judge, resultOf } from '../../../src/quizzes/grade.ts';
import type { GivenAnswer } from '../../../src/quizzes/schema.ts';
import { frozen, rightAnswer } from '../../fixtures/attempt.ts';
import { multipleChoice, numeric, shortText, singleChoice, someAnswerKey } from '../../fixtures/quiz.ts';

const id = (text: string) => Id.parse(text);
const chosen = (optionId: string): GivenAnswer => ({
  kind: 'singleChoice',
  questionId: id('q'),
  optionId: id(optionId),
});
const allOf = (...optionIds: string[]): GivenAnswer => ({
  kind: 'multipleChoice',
  questionId: id('q'),
  optionIds: optionIds.map(id),
});
const number = (value: number): GivenAnswer => ({ kind: 'numeric', questionId: id('q'), value });
const text = (words: string): GivenAnswer => ({ kind: 'shortText', questionId: id('q'), text: words });

describe('one question', () => {
  it.each([
    ['the right option', singleChoice('q'), chosen('a'), true],
    ['another option', singleChoice('q'), chosen('b'), false],
    ['all right options, in any order', multipleChoice('q'), allOf('b', 'a'), true],
    ['one right option too few', multipleChoice('q'), allOf('a'), false],
    ['one option too many', multipleChoice('q'), allOf('a', 'b', 'c'), false],
    ['as many options, one of them wrong', multipleChoice('q'), allOf('a', 'c'), false],
    ['none of several options', multipleChoice('q'), allOf(), false],
    ['the number itself', numeric('q'), number(3), true],
    ['a number on the upper boundary', numeric('q'), number(3.5), true],
    ['a number on the lower boundary', numeric('q'), number(2.5), true],
    ['a number just beyond', numeric('q'), number(3.500_000_1), false],
    ['the number with the wrong sign', numeric('q'), number(-3), false],
    ['the word', shortText('q'), text('stop'), true],
    ['the word in other case and spacing', shortText('q'), text('  STOP \t  Sign\n'), true],
    ['the word in full-width letters', shortText('q'), text('ｓｔｏｐ'), true],
    ['another word', shortText('q'), text('yield'), false],
    ['no word', shortText('q'), text('  '), false],
    ['an answer of another kind', singleChoice('q'), text('a'), false],
    ['no answer', singleChoice('q'), undefined, false],
  ])('%s counts as told', (_name, question, answer, expected) => {
    expect(isCorrect({ question, answer })).toBe(expected);
  });

  it('two words are not one', () => {
    const question = { ...shortText('q'), kind: 'shortText' as const, acceptedTexts: ['right of way'] };
    expect(isCorrect({ question, answer: text('Right  of way') })).toBe(true);
    expect(isCorrect({ question, answer: text('rightofway') })).toBe(false);
  });

  it('letters that only meet in capitals are the same', () => {
    const question = { ...shortText('q'), kind: 'shortText' as const, acceptedTexts: ['Straße'] };
    expect(isCorrect({ question, answer: text('STRASSE') })).toBe(true);
  });
});

describe('a tolerance is meant in decimal', () => {
  it.each([
    [0.4, 0.3, 0.1, true],
    [0.2, 0.3, 0.1, true],
    [0.400_000_1, 0.3, 0.1, false],
    [1.1, 1, 0.1, true],
    [-1.1, -1, 0.1, true],
    [8.2, 8.1, 0.1, true],
    [1e-7, 0, 1e-7, true],
    [2e-7, 0, 1e-7, false],
    [1.5e-7, 1e-7, 5e-8, true],
    [1.51e-7, 1e-7, 5e-8, false],
    [1e12, 1e12, 0, true],
    [-1e12, 1e12, 2e12, true],
    [5e-324, 0, 0, false],
    [1e21, 1e21, 0, true],
    [-0, 0, 0, true],
  ])('%d of %d ± %d: %s', (value, of, tolerance, expected) => {
    expect(isWithin({ value, of, tolerance })).toBe(expected);
  });

  it('every multiple of a hundredth is right exactly up to the tolerance', () => {
    const hundredths = fc.integer({ min: -100_000, max: 100_000 });
    fc.assert(
      fc.property(hundredths, hundredths, fc.nat(100_000), (value, of, tolerance) => {
        const asked = { value: value / 100, of: of / 100, tolerance: tolerance / 100 };
        expect(isWithin(asked)).toBe(Math.abs(value - of) <= tolerance);
      }),
    );
  });
});

describe('the result', () => {
  const result = (right: number, wrong: number, passPercent = 75) =>
    resultOf({
      graded: [
        ...(right > 0 ? [{ question: singleChoice('r', right), isCorrect: true }] : []),
        ...(wrong > 0 ? [{ question: singleChoice('w', wrong), isCorrect: false }] : []),
      ],
      passPercent,
    });

  it.each([
    [75, 25, 75, true],
    [74, 26, 74, false],
    [299, 100, 74, false],
    [300, 100, 75, true],
    [3, 1, 75, true],
    [2, 1, 66, false],
    [0, 4, 0, false],
    [4, 0, 100, true],
  ])('%d points right and %d wrong are %d %%, at 75 %% passed: %s', (right, wrong, percent, passed) => {
    expect(result(right, wrong)).toMatchObject({ score: right, maxScore: right + wrong, percent, passed });
  });

  it('74.9 % is 74 % and not passed; a rounded 75 never passes anybody', () => {
    expect(result(749, 251)).toMatchObject({ percent: 74, passed: false });
    expect(result(750, 250)).toMatchObject({ percent: 75, passed: true });
  });

  it('passing agrees with the percentage shown, whatever the points', () => {
    const points = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(points, points, fc.integer({ min: 0, max: 100 }), (right, wrong, passPercent) => {
        fc.pre(right + wrong > 0);
        const { percent, passed } = result(right, wrong, passPercent);
        expect(passed).toBe(percent >= passPercent);
      }),
    );
  });
});

describe('an attempt', () => {
  const pool = someAnswerKey();
  const questions = frozen();
  const right = questions.map(rightAnswer);

  it('scores exactly what was answered right, in any order; what is missing is wrong', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(right), answers => {
        const graded = judge({ pool, questions, answers });
        expect(graded.filter(({ isCorrect: counts }) => counts)).toHaveLength(answers.length);
        expect(resultOf({ graded, passPercent: 75 })).toMatchObject({ score: answers.length, maxScore: 8 });
      }),
    );
  });

  it('is judged by its frozen questions alone, and by no pool that lacks one of them', () => {
    const graded = judge({ pool, questions: questions.slice(0, 3), answers: right });
    expect(resultOf({ graded, passPercent: 75 })).toMatchObject({ score: 3, maxScore: 3 });
    const other = someAnswerKey({ questions: [singleChoice('new')] });
    expect(() => judge({ pool: other, questions, answers: right })).toThrow('lacks a frozen question');
  });
});
