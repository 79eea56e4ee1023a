import { HeartbeatAnswer, StartSessionAnswer } from '../../../../functions/src/compliance/wire.ts';
import { CompleteLessonAnswer } from '../../../../functions/src/progress/wire.ts';
import { rightAnswer } from './enrolling.ts';
import type { Student } from './student.ts';

const MOST_SESSIONS = 8;

/** Studies lesson by lesson, in as many sessions as it takes; some are left without a word. True if all is done. */
export async function studies(student: Student): Promise<boolean> {
  const { world, random, enrollment } = student;
  for (let session = 0; session < MOST_SESSIONS && !world.isCalm; session += 1) {
    if (enrollment()?.completedAt != null) return true;
    await studiesOnce(student);
    await world.scheduler.wait(random.between(500, 30_000));
  }
  return enrollment()?.completedAt != null;
}

const nextLessonOf = ({ term, enrollment }: Student): string => {
  const done: ReadonlySet<string> = new Set(enrollment()?.completedLessonIds);
  return term.lessonIds.find(lessonId => !done.has(lessonId)) ?? term.lessonIds[0] ?? '';
};

async function studiesOnce(student: Student): Promise<void> {
  const { client, term, random, world } = student;
  const { courseId } = term;
  const start = { courseId, lessonId: nextLessonOf(student), device: 'a browser', requestId: client.newId() };
  const otherBody = { ...start, device: 'another one' };
  const started = await client.get({
    name: 'startSession',
    data: start,
    otherBody,
    schema: StartSessionAnswer,
  });
  if (started === undefined) return;
  const { sessionId } = started;
  const beats = random.between(2, 7);
  for (let sequence = 1; sequence <= beats && !world.isCalm; sequence += 1) {
    await world.scheduler.wait(random.between(8_000, term.heartbeatSeconds * 1_500));
    if (!(await isStillOn(student, { sessionId, sequence }))) return;
  }
  await endsSomehow(student, sessionId);
}

/** A heartbeat with what it leads to: a question answered, a lesson completed. */
async function isStillOn(student: Student, beat: { sessionId: string; sequence: number }): Promise<boolean> {
  const { client, term, random } = student;
  const { courseId } = term;
  const data = { courseId, lessonId: nextLessonOf(student), engaged: random.chance(0.9), ...beat };
  const answer = await client.get({ name: 'heartbeat', data, schema: HeartbeatAnswer });
  if (answer === undefined) return false;
  if (answer.challenge !== undefined) await answers(student, answer.challenge);
  if (answer.creditedSeconds < 15 || !random.chance(0.6)) return true;
  const lesson = {
    courseId,
    lessonId: nextLessonOf(student),
    sessionId: beat.sessionId,
    requestId: client.newId(),
  };
  await client.get({ name: 'completeLesson', data: lesson, schema: CompleteLessonAnswer });
  return true;
}

async function answers(
  { client, term, random, world }: Student,
  challenge: { challengeId: string; questionId: string },
): Promise<void> {
  if (random.chance(0.12)) return;
  await world.scheduler.wait(random.between(500, 12_000));
  const answer = random.chance(0.85) ? rightAnswer(challenge.questionId) : 'I do not know';
  const { challengeId } = challenge;
  const data = { courseId: term.courseId, challengeId, answer, requestId: client.newId() };
  await client.ask({ name: 'answerChallenge', data });
}

/** Most say so; some just go, and the sweep ends it. */
async function endsSomehow({ client, term, random }: Student, sessionId: string): Promise<void> {
  if (random.chance(0.3)) return;
  const data = { courseId: term.courseId, sessionId, reason: 'enough', requestId: client.newId() };
  await client.ask({ name: 'endSession', data, otherBody: { ...data, reason: 'tired' } });
}
