import { AnswerKey, QuestionPool } from '../../../src/catalog/quiz.ts';
import {
  multipleChoice,
  numeric,
  shortText,
  singleChoice,
  someAnswerKey,
  somePool,
} from '../../fixtures/quiz.ts';

/** Where a pool of one question is refused. */
const refusedAt = (question: object): string[] =>
  QuestionPool.safeParse([question]).error?.issues.map(issue => issue.path.slice(1).join('.')) ?? [];

const option = (optionId: string, text = `Option ${optionId}`) => ({ optionId, text });

describe('a pool of questions', () => {
  it('may hold all four kinds', () => {
    expect(QuestionPool.safeParse(somePool()).error).toBeUndefined();
  });

  it('names each question once', () => {
    const issues = QuestionPool.safeParse([...somePool(), singleChoice('single-1')]).error?.issues;
    expect(issues?.map(issue => issue.path.join('.'))).toEqual(['8.questionId']);
  });

  it('may not be larger than one document and its revision can hold', () => {
    const large = { ...singleChoice('q'), explanation: 'x'.repeat(2_000), prompt: 'x'.repeat(900) };
    const pool = (count: number) =>
      QuestionPool.safeParse(
        Array.from({ length: count }, (_, index) => ({ ...large, questionId: `q-${index}` })),
      );
    expect(pool(200).success).toBe(true);
    expect(pool(300).error?.issues.map(issue => issue.message)).toEqual(['is larger than 700000 bytes']);
  });

  it.each([
    [{ ...singleChoice('q'), correctOptionId: 'd' }, ['correctOptionId']],
    [{ ...singleChoice('q'), options: [option('a')] }, ['options']],
    [{ ...singleChoice('q'), options: [option('a'), option('a', 'Other')] }, ['options.1.optionId']],
    [{ ...singleChoice('q'), options: [option('a', 'Stop'), option('b', 'Stop ')] }, ['options.1.text']],
    [{ ...singleChoice('q'), points: 0 }, ['points']],
    [{ ...singleChoice('q'), prompt: '' }, ['prompt']],
    [{ ...singleChoice('q'), hint: 'a' }, ['']],
    [{ ...multipleChoice('q'), correctOptionIds: [] }, ['correctOptionIds']],
    [
      { ...multipleChoice('q'), correctOptionIds: ['a', 'x', 'a'] },
      ['correctOptionIds.1', 'correctOptionIds.2'],
    ],
    [{ ...multipleChoice('q'), correctOptionIds: ['a', 'b', 'c'] }, []],
    [{ ...numeric('q'), tolerance: 2.9 }, []],
    [{ ...numeric('q'), tolerance: 3 }, ['tolerance']],
    [{ ...numeric('q'), correctValue: -3, tolerance: 3 }, ['tolerance']],
    [{ ...numeric('q'), correctValue: 0, tolerance: 3 }, []],
    [{ ...numeric('q'), tolerance: -1 }, ['tolerance']],
    [{ ...numeric('q'), correctValue: 1e13 }, ['correctValue']],
    [{ ...numeric('q'), correctValue: '3' }, ['correctValue']],
    [{ ...shortText('q'), acceptedTexts: [] }, ['acceptedTexts']],
    [{ ...shortText('q'), acceptedTexts: ['stop', ' ', 'stop'] }, ['acceptedTexts.1', 'acceptedTexts.2']],
    [{ ...shortText('q'), kind: 'essay' }, ['kind']],
  ])('%j is refused at %j', (question, paths) => {
    expect(refusedAt(question)).toEqual(paths);
  });

  it('is checked where it is stored as well', () => {
    const broken = { ...someAnswerKey(), questions: [{ ...singleChoice('q'), correctOptionId: 'x' }] };
    expect(AnswerKey.safeParse(broken).error?.issues).toMatchObject([
      { path: ['questions', 0, 'correctOptionId'], message: 'is not one of the options' },
    ]);
  });
});
