import { StartQuizAttemptAnswer } from '../../../../functions/src/quizzes/wire.ts';
import type { Random } from '../../time/random.ts';
import type { Student } from './student.ts';
import { studies } from './studying.ts';

const MOST_TRIES = 6;

/** Takes the exam until it is passed or no attempt is left, then asks for the certificate. */
export async function graduates(student: Student): Promise<void> {
  const { client, term, random, world, enrollment } = student;
  for (let attempt = 0; attempt < MOST_TRIES && !world.isCalm; attempt += 1) {
    await takesExam(student);
    await world.scheduler.wait(random.between(500, 8_000));
    // A failed exam may have begun the course anew.
    if (enrollment()?.enrollmentStatus === 'ACTIVE' && !(await studies(student))) return;
    const data = { courseId: term.courseId, requestId: client.newId() };
    const told = await client.ask({ name: 'issueCertificate', data });
    if (told.kind === 'ok') return world.count('certified');
  }
}

async function takesExam(student: Student): Promise<void> {
  const { client, term, random, world } = student;
  const quiz = { courseId: term.courseId, quizId: term.quizId };
  const data = { ...quiz, requestId: client.newId() };
  const isTwoTabs = random.chance(0.1);
  const [started] = await Promise.all([
    client.get({ name: 'startQuizAttempt', data, schema: StartQuizAttemptAnswer }),
    isTwoTabs
      ? client.ask({ name: 'startQuizAttempt', data: { ...quiz, requestId: client.newId() } })
      : undefined,
  ]);
  if (started === undefined) return;
  const { attemptId, questions } = started;
  const saves = random.below(3);
  for (let sequence = 1; sequence <= saves && !world.isCalm; sequence += 1) {
    await world.scheduler.wait(random.between(500, 10_000));
    const saved = { ...quiz, attemptId, answers: answersTo(questions, random), sequence };
    await client.ask({ name: 'saveQuizAnswers', data: saved });
  }
  await world.scheduler.wait(random.between(500, random.chance(0.1) ? 90_000 : 10_000));
  if (random.chance(0.1)) return;
  const submitted = { ...quiz, attemptId, answers: answersTo(questions, random), requestId: client.newId() };
  await client.ask({ name: 'submitQuizAttempt', data: submitted, otherBody: { ...submitted, answers: [] } });
}

const answersTo = (questions: readonly { questionId: string }[], random: Random) =>
  questions.map(({ questionId }) => ({
    questionId,
    kind: 'singleChoice',
    optionId: random.chance(0.75) ? 'a' : 'b',
  }));
