import { randomUUID } from 'node:crypto';
import { quizDoc } from '../../../src/catalog/store.ts';
import { lanes } from '../../../src/commit/index.ts';
import { enrollmentDoc } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { plainOf } from '../../../src/platform/plain.ts';
import type { GivenAnswer } from '../../../src/quizzes/schema.ts';
import { startQuizAttempt } from '../../../src/quizzes/start-quiz-attempt.ts';
import type { QuizRecordKey } from '../../../src/quizzes/store.ts';
import { submitQuizAttempt } from '../../../src/quizzes/submit-quiz-attempt.ts';
import { someExam } from '../../fixtures/attempt.ts';
import { someWantedQuiz } from '../../fixtures/quiz.ts';
import { call, refusalOf } from '../call.ts';
import { enrolling, openCourse } from '../enrollments/school.ts';
import { useOwnProject } from '../project.ts';
import { attemptOf, saving, starting, submitting, uid } from './exam-room.ts';

useOwnProject('secrecy');

afterAll(() => lanes().close());

const reasonWhy = 'SECRET-explanation';
const word = 'SECRET-word';

/** Whose text and number betray themselves wherever they turn up. */
const pool = [
  {
    questionId: Id.parse('word'),
    kind: 'shortText' as const,
    prompt: 'Which word?',
    points: 3,
    explanation: reasonWhy,
    acceptedTexts: [word],
  },
  {
    questionId: Id.parse('number'),
    kind: 'numeric' as const,
    prompt: 'Which number?',
    points: 2,
    explanation: reasonWhy,
    correctValue: 271_828,
    tolerance: 31_415,
  },
  {
    questionId: Id.parse('choice'),
    kind: 'singleChoice' as const,
    prompt: 'Which one?',
    points: 5,
    explanation: reasonWhy,
    options: ['north', 'south', 'west'].map(name => ({ optionId: Id.parse(name), text: name })),
    correctOptionId: Id.parse('south'),
  },
];

const secrets = /SECRET|271828|31415|correct|accepted|solution|tolerance|explanation|"points"|maxPoints/;
const rightChoice: GivenAnswer = {
  questionId: Id.parse('choice'),
  kind: 'singleChoice',
  optionId: Id.parse('south'),
};
const rightWord: GivenAnswer = { questionId: Id.parse('word'), kind: 'shortText', text: word };

async function openSecretExam(revealAnswers: 'never' | 'afterPass' | 'afterEveryAttempt') {
  const courseId = await openCourse({
    capacity: 9,
    price: 0,
    quizzes: [someWantedQuiz({ questions: pool })],
    rules: { exams: [someExam({ revealAnswers, questions: 3 })] },
  });
  await enrolling({ uid, courseId });
  return { userId: Id.parse(uid), courseId, quizId: Id.parse('final-exam') };
}

/** Everything that the rules let the student read, as text. */
async function readableText(key: QuizRecordKey): Promise<string> {
  const enrollment = firestore().doc(enrollmentDoc(key).path);
  const attempts = await enrollment.collection('quizzes').doc(key.quizId).collection('attempts').get();
  const documents = [
    await enrollment.get(),
    await firestore().doc(quizDoc(key).path).get(),
    ...(await enrollment.collection('quizzes').get()).docs,
    ...attempts.docs,
  ];
  return JSON.stringify(documents.map(document => plainOf(document.data())));
}

describe('the key stays on the server', () => {
  it('no answer and no readable document tells it before, during or after a failed attempt', async () => {
    const key = await openSecretExam('afterPass');
    const started = await starting(key);
    const said: unknown[] = [started, await starting(key, { requestId: started.attemptId })];
    expect(await readableText(key)).not.toMatch(secrets);
    said.push(await saving(key, { ...started, answers: [], sequence: 1 }));
    said.push(await submitting(key, { ...started, answers: [] }));
    said.push(await submitting(key, { ...started, answers: [] }));
    expect(JSON.stringify(said)).not.toMatch(secrets);
    expect(await readableText(key)).not.toMatch(secrets);
  });

  it('the raw answers hold no field that a schema of ours would hide from this test', async () => {
    const key = await openSecretExam('never');
    const { userId: _, ...quiz } = key;
    const requestId = randomUUID();
    const started = await call(startQuizAttempt, { uid, data: { ...quiz, requestId } });
    const data = { ...quiz, attemptId: requestId, answers: [rightWord, rightChoice], requestId };
    const submitted = await call(submitQuizAttempt, { uid, data });
    expect(submitted).toMatchObject({ passed: true, percent: 80 });
    const text = JSON.stringify([started, submitted]);
    expect(text).not.toMatch(secrets);
  });

  it('what is stored after an answer was right differs in nothing but the answers and the sum', async () => {
    const [one, other] = [await openSecretExam('never'), await openSecretExam('never')];
    for (const [key, optionId] of [
      [one, 'south'],
      [other, 'north'],
    ] as const) {
      const started = await starting(key);
      const answers: GivenAnswer[] = [{ ...rightChoice, optionId: Id.parse(optionId) }];
      await submitting(key, { ...started, answers });
      const attempt = await attemptOf(key, started.attemptId);
      expect(Object.keys(attempt.result ?? {}).sort()).toEqual(['maxScore', 'passed', 'percent', 'score']);
      for (const question of attempt.questions)
        expect(Object.keys(question).sort()).toEqual(['kind', 'optionIds', 'questionId']);
    }
  });

  it('it is shown after a pass if the policy says so, and not a moment before', async () => {
    const key = await openSecretExam('afterPass');
    const failed = await starting(key);
    expect(await submitting(key, { ...failed, answers: [] })).not.toHaveProperty('review');
    const started = await starting(key);
    const passed = await submitting(key, { ...started, answers: [rightWord, rightChoice] });
    expect(passed.review).toHaveLength(3);
    expect(passed.review).toContainEqual({
      questionId: 'number',
      correct: false,
      points: 0,
      maxPoints: 2,
      solution: { kind: 'numeric', value: 271_828, tolerance: 31_415 },
      explanation: reasonWhy,
    });
    expect(await submitting(key, { ...failed, answers: [] })).not.toHaveProperty('review');
    // Not even then is it stored where the student reads.
    expect((await readableText(key)).replaceAll(word, '')).not.toMatch(secrets);
  });

  it('it is shown after every attempt if the policy says so', async () => {
    const key = await openSecretExam('afterEveryAttempt');
    const started = await starting(key);
    expect((await submitting(key, { ...started, answers: [] })).review).toHaveLength(3);
  });

  it('a refused answer does not tell which options were right', async () => {
    const key = await openSecretExam('never');
    const started = await starting(key);
    const wrong: GivenAnswer = { ...rightChoice, optionId: Id.parse('east') };
    expect(await refusalOf(submitting(key, { ...started, answers: [wrong] }))).toBe(
      'invalid-argument INVALID_INPUT',
    );
  });
});
