import { loadQuiz } from '../../../src/catalog/load-quiz.ts';
import { lanes } from '../../../src/commit/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { somePool, someWantedQuiz } from '../../fixtures/quiz.ts';
import { useOwnProject } from '../project.ts';
import { answersTo, attemptOf, openExam, starting, submitting } from '../quizzes/exam-room.ts';

useOwnProject('attempt-under-way');

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

/** The same questions; where `a` was right, `c` is. */
const otherKeys = () =>
  somePool().map(question => {
    const c =
      question.kind === 'singleChoice'
        ? question.options.find(({ optionId }) => optionId === 'c')
        : undefined;
    return question.kind === 'singleChoice' && c !== undefined
      ? { ...question, correctOptionId: c.optionId }
      : question.kind === 'numeric'
        ? { ...question, correctValue: 99, tolerance: 0 }
        : question;
  });

describe('a corrected key', () => {
  it('changes nothing for an attempt under way', async () => {
    const exam = await openExam({ questions: 8 });
    const early = await starting(exam);
    const wanted = someWantedQuiz({ questions: otherKeys() });
    await loadQuiz({ lanes: lanes(), courseId: exam.courseId, wanted, mode: 'apply' });

    const first = await submitting(exam, { ...early, answers: answersTo(early) });
    expect(first).toMatchObject({ score: 8, maxScore: 8, passed: true });
    expect(await attemptOf(exam, early.attemptId)).toMatchObject({ poolRevision: 1 });
  });

  it('an attempt that starts afterwards is judged by it', async () => {
    const exam = await openExam({ questions: 8 });
    const wanted = someWantedQuiz({ questions: otherKeys() });
    await loadQuiz({ lanes: lanes(), courseId: exam.courseId, wanted, mode: 'apply' });
    const late = await starting(exam);
    const result = await submitting(exam, { ...late, answers: answersTo(late) });
    expect(result).toMatchObject({ score: 4, maxScore: 8, passed: false });
    expect(await attemptOf(exam, late.attemptId)).toMatchObject({ poolRevision: 2 });
  });

  it('nor does a question that was taken out of the pool disturb an attempt that holds it', async () => {
    const exam = await openExam({ questions: 8 });
    const early = await starting(exam);
    const wanted = someWantedQuiz({ questions: somePool().slice(0, 2) });
    await loadQuiz({ lanes: lanes(), courseId: exam.courseId, wanted, mode: 'apply' });
    const result = await submitting(exam, { ...early, answers: answersTo(early) });
    expect(result).toMatchObject({ score: 8, maxScore: 8, passed: true });
  });
});
