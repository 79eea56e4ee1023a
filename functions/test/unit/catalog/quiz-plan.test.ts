import { planQuiz, type StoredQuiz } from '../../../src/catalog/quiz-plan.ts';
import { singleChoice, someAnswerKey, somePool, someQuiz, someWantedQuiz } from '../../fixtures/quiz.ts';

const name = 'quiz c/final-exam';
const stored: StoredQuiz = { quiz: someQuiz(), key: someAnswerKey() };
const plan = (wanted: Parameters<typeof someWantedQuiz>[0], from: StoredQuiz = stored) =>
  planQuiz({ name, stored: from, wanted: someWantedQuiz(wanted) });

describe('a quiz', () => {
  it('begins with revision 1 of its pool', () => {
    expect(plan({}, { quiz: undefined, key: undefined })).toEqual({
      report: { name, action: 'create', changes: [], remarks: [] },
      quiz: someQuiz(),
      key: someAnswerKey(),
      isNewRevision: true,
    });
  });

  it('is the same when nothing differs', () => {
    expect(plan({})).toMatchObject({
      report: { action: 'same', changes: [], remarks: [] },
      quiz: { revision: 1 },
      isNewRevision: false,
    });
  });

  it('a new title is no new revision: no question differs', () => {
    const { report, quiz, isNewRevision } = plan({ title: 'The exam' });
    expect(report).toMatchObject({
      action: 'change',
      changes: [{ what: 'title', from: 'Final exam', to: 'The exam' }],
      remarks: [],
    });
    expect([quiz.revision, isNewRevision]).toEqual([1, false]);
  });

  it('a changed key, a new and a dropped question are one new revision, told by name and not by content', () => {
    const [first, second, ...rest] = somePool();
    if (first === undefined || second === undefined) throw new Error('the pool is empty');
    const questions = [{ ...first, explanation: 'Corrected.' }, ...rest, singleChoice('fresh')];
    const { report, quiz, key, isNewRevision } = plan({ questions });
    expect(isNewRevision).toBe(true);
    expect(quiz).toEqual(someQuiz({ revision: 2 }));
    expect(key).toEqual(someAnswerKey({ revision: 2, questions }));
    expect(report).toEqual({
      name,
      action: 'change',
      changes: [
        { what: 'revision', from: '1', to: '2' },
        { what: 'question single-1', from: 'as it was', to: 'changed' },
        { what: 'question fresh', from: null, to: 'new' },
        { what: 'question multiple-1', from: 'in the pool', to: null },
      ],
      remarks: ['Attempts under way keep the questions they began with.'],
    });
    expect(JSON.stringify(report)).not.toContain('Corrected');
  });

  it('questions in another order are another revision: attempts are drawn by it', () => {
    const { quiz, report } = plan({ questions: somePool().reverse() });
    expect(quiz.revision).toBe(2);
    expect(report.changes).toEqual([{ what: 'revision', from: '1', to: '2' }]);
  });

  it.each([
    ['the key is missing', { quiz: someQuiz(), key: undefined }],
    ['the quiz is missing', { quiz: undefined, key: someAnswerKey() }],
    ['they are of different revisions', { quiz: someQuiz({ revision: 2 }), key: someAnswerKey() }],
  ])('is not touched where %s: a revision would be used twice', (_, broken) => {
    expect(plan({}, broken).report.action).toBe('refused');
  });
});
