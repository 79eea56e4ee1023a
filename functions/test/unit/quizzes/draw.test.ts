import fc from 'fast-check';
import { drawQuestions, showQuestions } from '../../../src/quizzes/draw.ts';
import { someAnswerKey } from '../../fixtures/quiz.ts';

const pool = someAnswerKey();
const chance = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
const below = (stream: Stream<number>) => (bound: number) => {
  const { value } = stream.next();
  return Math.floor(value * bound);
};
type Stream<T> = Iterator<T, T>;

describe('drawing', () => {
  it('takes so many different questions of the pool, each with all its options once', () => {
    fc.assert(
      fc.property(chance, fc.integer({ min: 1, max: 12 }), (stream, count) => {
        const drawn = drawQuestions({ pool, count, integerBelow: below(stream[Symbol.iterator]()) });
        expect(drawn).toHaveLength(Math.min(count, 8));
        expect(new Set(drawn.map(({ questionId }) => questionId)).size).toBe(drawn.length);
        for (const { questionId, kind, optionIds } of drawn) {
          const question = pool.questions.find(each => each.questionId === questionId);
          expect(question?.kind).toBe(kind);
          const options = question !== undefined && 'options' in question ? question.options : [];
          expect([...optionIds].sort()).toEqual(options.map(({ optionId }) => optionId).sort());
        }
      }),
    );
  });

  it('the same numbers draw the same; each first question and first option comes up', () => {
    const seen = new Set<string>();
    for (let first = 0; first < 8; first += 1) {
      const fixed = (bound: number) => first % bound;
      const draw = () => drawQuestions({ pool, count: 3, integerBelow: fixed });
      expect(draw()).toEqual(draw());
      for (const { questionId, optionIds } of draw().slice(0, 1)) seen.add(`${questionId} ${optionIds[0]}`);
    }
    expect(seen.size).toBe(8);
  });
});

describe('what a student sees', () => {
  const questions = drawQuestions({ pool, count: 8, integerBelow: bound => bound - 1 });
  const shown = showQuestions({ pool, questions });

  it('prompts and options in the attempt’s order', () => {
    expect(shown.map(({ questionId }) => questionId)).toEqual(questions.map(({ questionId }) => questionId));
    expect(shown.map(({ options }) => options.map(({ optionId }) => optionId))).toEqual(
      questions.map(({ optionIds }) => optionIds),
    );
  });

  it('each option with the text that the pool gives it', () => {
    for (const { questionId, options } of shown) {
      const question = pool.questions.find(each => each.questionId === questionId);
      const known = question !== undefined && 'options' in question ? question.options : [];
      const texts = new Map(known.map(({ optionId, text }) => [optionId, text]));
      expect(options.map(({ text }) => text)).toEqual(options.map(({ optionId }) => texts.get(optionId)));
    }
  });

  it('and nothing else: no key, no points, no explanation', () => {
    for (const question of shown) {
      expect(Object.keys(question).sort()).toEqual(['kind', 'options', 'prompt', 'questionId']);
      for (const option of question.options) expect(Object.keys(option).sort()).toEqual(['optionId', 'text']);
    }
    expect(JSON.stringify(shown)).not.toMatch(/correct|accepted|tolerance|Because|points/);
  });
});
