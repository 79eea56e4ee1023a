import { randomUUID } from 'node:crypto';
import { loadQuiz } from '../../../src/catalog/load-quiz.ts';
import { AnswerKey, Quiz } from '../../../src/catalog/quiz.ts';
import type { WantedQuiz } from '../../../src/catalog/quiz-plan.ts';
import { answerKeyDoc, answerKeyRevisionDoc, quizDoc } from '../../../src/catalog/store.ts';
import { laneMetrics, lanes, readDocument } from '../../../src/commit/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { singleChoice, somePool, someWantedQuiz } from '../../fixtures/quiz.ts';
import { useOwnProject } from '../project.ts';

useOwnProject('quizzes');

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

const newCourse = (): Id => Id.parse(`course-${randomUUID()}`);
const quizId = someWantedQuiz().quizId;

const loading = (courseId: Id, changes: Partial<WantedQuiz> = {}) =>
  loadQuiz({ lanes: lanes(), courseId, wanted: someWantedQuiz(changes), mode: 'apply' });

const poolOf = (count: number) => Array.from({ length: count }, (_, index) => singleChoice(`q-${index}`));

/** Quiz, current key and the numbers of all revisions that are kept. */
async function storedIn(courseId: Id) {
  const key = { courseId, quizId };
  const [quiz, answerKey, kept] = await Promise.all([
    readDocument(quizDoc(key)),
    readDocument(answerKeyDoc(key)),
    firestore()
      .collection(`${quizDoc(key).path}/private`)
      .get(),
  ]);
  const revisions = kept.docs.filter(doc => doc.id !== 'answerKey').map(doc => doc.get('revision'));
  return { quiz: Quiz.parse(quiz), answerKey: AnswerKey.parse(answerKey), revisions: revisions.sort() };
}

async function costOf(work: () => Promise<unknown>) {
  laneMetrics.reset();
  await work();
  const {
    documentsRead: reads,
    documentsWritten: writes,
    commits,
  } = laneMetrics.snapshot().byOperation['loadQuiz'] ?? {};
  return { reads, writes, commits };
}

describe('loading a quiz', () => {
  it('writes quiz, key and revision in one commit, and nothing the second time', async () => {
    const courseId = newCourse();
    expect(await costOf(() => loading(courseId))).toMatchObject({ reads: 3, writes: 3 });
    expect(await storedIn(courseId)).toMatchObject({
      quiz: { revision: 1, poolSize: 8 },
      answerKey: { revision: 1, questions: somePool() },
      revisions: [1],
    });
    expect(await costOf(() => loading(courseId))).toMatchObject({ reads: 3, writes: 0 });
  });

  it('a changed pool is a new revision; every earlier one stays as it was', async () => {
    const courseId = newCourse();
    await loading(courseId, { questions: poolOf(4) });
    const changed = await costOf(() => loading(courseId, { questions: poolOf(5) }));
    expect(changed).toMatchObject({ reads: 6, writes: 3 });
    await loading(courseId, { questions: poolOf(6) });
    const { quiz, answerKey, revisions } = await storedIn(courseId);
    expect([quiz.revision, quiz.poolSize, answerKey.questions.length, revisions]).toEqual([
      3,
      6,
      6,
      [1, 2, 3],
    ]);
    const kept = await Promise.all(
      [1, 2, 3].map(revision => readDocument(answerKeyRevisionDoc({ courseId, quizId, revision }))),
    );
    expect(kept.map(key => key?.questions)).toEqual([poolOf(4), poolOf(5), poolOf(6)]);
  });

  it('a new title rewrites the quiz alone', async () => {
    const courseId = newCourse();
    await loading(courseId);
    expect(await costOf(() => loading(courseId, { title: 'The exam' }))).toMatchObject({ writes: 1 });
    expect(await storedIn(courseId)).toMatchObject({
      quiz: { title: 'The exam', revision: 1 },
      revisions: [1],
    });
  });

  it('a preview tells what would change and writes nothing', async () => {
    const courseId = newCourse();
    await loading(courseId);
    const wanted = someWantedQuiz({ questions: poolOf(4) });
    const report = await loadQuiz({ lanes: lanes(), courseId, wanted, mode: 'preview' });
    expect(report.changes).toContainEqual({ what: 'revision', from: '1', to: '2' });
    expect(await storedIn(courseId)).toMatchObject({ quiz: { revision: 1 }, revisions: [1] });
  });

  it('ten operators who load ten pools at once make ten revisions, none lost and none used twice', async () => {
    const courseId = newCourse();
    const pools = Array.from({ length: 10 }, (_, index) => poolOf(index + 1));
    for (const rest = [...pools]; rest.length > 0; ) {
      const outcomes = await Promise.allSettled(
        rest.splice(0, 5).map(questions => loading(courseId, { questions })),
      );
      expect(outcomes.map(({ status }) => status)).toEqual(Array(outcomes.length).fill('fulfilled'));
    }
    const { quiz, revisions } = await storedIn(courseId);
    expect(quiz.revision).toBe(10);
    expect(revisions.sort((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, index) => index + 1));
  });

  it('what somebody changed by hand is refused, not overwritten', async () => {
    const courseId = newCourse();
    await loading(courseId);
    await firestore().doc(quizDoc({ courseId, quizId }).path).update({ revision: 7 });
    expect(await loading(courseId, { questions: poolOf(4) })).toMatchObject({ action: 'refused' });
    expect(await storedIn(courseId)).toMatchObject({ quiz: { revision: 7 }, revisions: [1] });
  });

  it('a large pool fits: 300 questions of the longest that are allowed together', async () => {
    const courseId = newCourse();
    const questions = poolOf(300).map(question => ({ ...question, explanation: 'x'.repeat(1_900) }));
    await loading(courseId, { questions });
    expect((await storedIn(courseId)).quiz.poolSize).toBe(300);
  });
});
