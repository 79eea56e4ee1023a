import { Id } from '../../../src/platform/ids.ts';
import { refuseAnswers } from '../../../src/quizzes/given-answers.ts';
import { GivenAnswer } from '../../../src/quizzes/schema.ts';
import { SaveQuizAnswersRequest } from '../../../src/quizzes/wire.ts';
import { frozen } from '../../fixtures/attempt.ts';

const questions = frozen();
const single = (questionId: string, optionId: string): GivenAnswer => ({
  questionId: Id.parse(questionId),
  kind: 'singleChoice',
  optionId: Id.parse(optionId),
});
const multiple = (questionId: string, ...optionIds: string[]): GivenAnswer => ({
  questionId: Id.parse(questionId),
  kind: 'multipleChoice',
  optionIds: optionIds.map(optionId => Id.parse(optionId)),
});

const pathsOf = (...answers: GivenAnswer[]) =>
  (refuseAnswers({ questions, answers })?.fields ?? []).map(({ path }) => path);

describe('answers that do not fit the attempt', () => {
  it.each<[string, GivenAnswer[], string[]]>([
    ['of a question that was not drawn', [single('other', 'a')], ['answers.0.questionId']],
    ['to one question twice', [single('single-1', 'a'), single('single-1', 'b')], ['answers.1.questionId']],
    ['of another kind', [single('multiple-1', 'a')], ['answers.0.kind']],
    ['naming an unknown option', [single('single-1', 'z')], ['answers.0.optionId']],
    ['naming unknown options among several', [multiple('multiple-1', 'a', 'z')], ['answers.0.optionIds.1']],
    ['naming an option twice', [multiple('multiple-1', 'a', 'a')], ['answers.0.optionIds.1']],
    [
      'wrong in several places',
      [single('single-1', 'z'), single('other', 'a')],
      ['answers.0.optionId', 'answers.1.questionId'],
    ],
  ])('%s are refused by their path', (_name, answers, paths) => {
    expect(pathsOf(...answers)).toEqual(paths);
  });

  it('fitting ones, none at all and an empty choice are taken', () => {
    expect(pathsOf()).toEqual([]);
    expect(pathsOf(single('single-1', 'c'), multiple('multiple-1'), multiple('multiple-2', 'c'))).toEqual([]);
  });
});

describe('answers that are none', () => {
  const request = (answer: object) => ({
    courseId: 'c',
    quizId: 'q',
    attemptId: 'a',
    sequence: 1,
    answers: [answer],
  });

  it.each([
    ['text of 201 letters', { questionId: 'q', kind: 'shortText', text: 'x'.repeat(201) }, 'answers.0.text'],
    ['no number', { questionId: 'q', kind: 'numeric', value: Number.NaN }, 'answers.0.value'],
    [
      'an endless number',
      { questionId: 'q', kind: 'numeric', value: Number.POSITIVE_INFINITY },
      'answers.0.value',
    ],
    ['a number as text', { questionId: 'q', kind: 'numeric', value: '3' }, 'answers.0.value'],
    ['an unknown kind', { questionId: 'q', kind: 'essay', text: 'x' }, 'answers.0.kind'],
    ['a path for a question', { questionId: 'a/b', kind: 'shortText', text: 'x' }, 'answers.0.questionId'],
  ])('%s is refused by its path', (_name, answer, path) => {
    const { error } = SaveQuizAnswersRequest.safeParse(request(answer));
    expect(error?.issues.map(issue => issue.path.join('.'))).toEqual([path]);
  });

  it('no field of the key can be sent along', () => {
    const answer = { questionId: 'q', kind: 'singleChoice', optionId: 'a', correct: true };
    expect(GivenAnswer.safeParse(answer).success).toBe(false);
  });

  it('200 letters are taken, and 101 answers are not', () => {
    const answer = { questionId: 'q', kind: 'shortText', text: 'x'.repeat(200) };
    expect(SaveQuizAnswersRequest.safeParse(request(answer)).success).toBe(true);
    const many = { ...request(answer), answers: Array.from({ length: 101 }, () => answer) };
    expect(SaveQuizAnswersRequest.safeParse(many).success).toBe(false);
  });
});
