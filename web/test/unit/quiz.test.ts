import type { ShownQuestion } from '../../../client/src/index.ts';
import { Id } from '../../../functions/src/platform/ids.ts';
import { practiceRules } from '../../../functions/src/quizzes/quiz-rules.ts';
import { parseNumber, toggled, unansweredNumbers } from '../../src/student/quiz/answers.ts';
import { attemptsLeftOf, rulesOf, timeLimitOf } from '../../src/student/quiz/quiz-rules.ts';
import { endsItselfAt } from '../../src/student/quiz/use-time-up.ts';
import { recordOf, rules } from './support/standing.ts';

const question = (questionId: string, kind: ShownQuestion['kind']): ShownQuestion => ({
  questionId,
  kind,
  prompt: '?',
  options: ['a', 'b', 'c'].map(optionId => ({ optionId, text: optionId })),
});

test('no box ticked and an empty text are no answers', () => {
  const questions = [
    question('one', 'singleChoice'),
    question('many', 'multipleChoice'),
    question('number', 'numeric'),
    question('text', 'shortText'),
  ];
  expect(unansweredNumbers({ questions, answers: [] })).toEqual([1, 2, 3, 4]);
  const answers = [
    { questionId: 'one', kind: 'singleChoice', optionId: 'a' },
    { questionId: 'many', kind: 'multipleChoice', optionIds: [] },
    { questionId: 'number', kind: 'numeric', value: 0 },
    { questionId: 'text', kind: 'shortText', text: '  ' },
  ] as const;
  expect(unansweredNumbers({ questions, answers })).toEqual([2, 4]);
});

test.each([
  ['3', 3],
  [' 2,5 ', 2.5],
  ['−4', -4],
  ['.5', 0.5],
  ['', undefined],
  ['four', undefined],
  ['1e400', undefined],
  ['9999999999999', undefined],
])('«%s» is read as %s', (text, value) => {
  expect(parseNumber(text)).toBe(value);
});

test('boxes are sent in the order in which they are shown', () => {
  const many = question('many', 'multipleChoice');
  expect(toggled({ question: many, optionIds: ['c'], optionId: 'a' })).toEqual(['a', 'c']);
  expect(toggled({ question: many, optionIds: ['a', 'c'], optionId: 'c' })).toEqual(['a']);
});

test('a quiz that the policy does not name has the server’s rules for practice', () => {
  const { passPercent, attempts, delaySeconds, timeLimitSeconds } = practiceRules(Id.parse('warm-up'));
  const practice = rulesOf({ exams: rules.exams, quizId: 'warm-up' });
  expect(practice).toMatchObject({ isExam: false, passPercent, attempts, delaySeconds, timeLimitSeconds });
  expect(rulesOf({ exams: rules.exams, quizId: 'final-exam' })).toMatchObject({ isExam: true, attempts: 3 });
});

test('time that staff gave is told beforehand, and makes no limit where there is none', () => {
  const exam = rulesOf({ exams: rules.exams, quizId: 'final-exam' });
  const practice = rulesOf({ exams: rules.exams, quizId: 'warm-up' });
  const record = recordOf({ extraSeconds: 120 });
  expect(timeLimitOf({ rules: exam, record: null })).toBe(300);
  expect(timeLimitOf({ rules: exam, record })).toBe(420);
  expect(timeLimitOf({ rules: practice, record })).toBeNull();
});

test('a page whose answers are old by now does not hand them in at the deadline, but asks once the grace is over', () => {
  const deadline = new Date('2026-03-02T17:00:00Z');
  const attempt = { deadline, graceSeconds: 10 };
  expect(endsItselfAt({ ...attempt, isBehind: false })).toEqual(deadline);
  const askedAt = endsItselfAt({ ...attempt, isBehind: true });
  expect(askedAt?.getTime()).toBeGreaterThan(deadline.getTime() + 10_000);
  expect(endsItselfAt({ ...attempt, deadline: null, isBehind: true })).toBeNull();
});

test('attempts that staff gave count', () => {
  const exam = rulesOf({ exams: rules.exams, quizId: 'final-exam' });
  expect(attemptsLeftOf({ rules: exam, record: null })).toBe(3);
  expect(attemptsLeftOf({ rules: exam, record: recordOf({ attemptsUsed: 3, extraAttempts: 1 }) })).toBe(1);
});
