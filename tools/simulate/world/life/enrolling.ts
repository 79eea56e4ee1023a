import { EnrollAnswer } from '../../../../functions/src/enrollments/wire.ts';
import { type Student, untilShown } from './student.ts';

/** A seat, a place on the waiting list that leads to one, or nothing. */
export async function enrolls(student: Student): Promise<boolean> {
  const { client, term, random, world } = student;
  const { courseId } = term;
  const data = { courseId, timeZone: 'America/New_York', requestId: client.newId() };
  const otherBody = { ...data, timeZone: 'Europe/Berlin' };
  const answer = await client.get({ name: 'enroll', data, otherBody, schema: EnrollAnswer });
  if (answer === undefined) return false;
  world.count(`enrolled ${answer.enrollmentStatus}`);
  if (answer.enrollmentStatus !== 'WAITLISTED') return true;
  const isSeated = await untilShown(student, {
    isThere: ({ enrollmentStatus }) => enrollmentStatus !== 'WAITLISTED',
    longestMs: random.between(10_000, 90_000),
  });
  if (!isSeated && !world.isCalm && random.chance(0.5)) await cancels(student);
  return isSeated;
}

export async function cancels({ client, term }: Student): Promise<void> {
  const data = { courseId: term.courseId, reason: 'no time', requestId: client.newId() };
  await client.ask({ name: 'cancelEnrollment', data, otherBody: { ...data, reason: 'no money' } });
}

/** Answers to personal questions, where the course asks them. */
export async function registers({ client, term }: Student): Promise<void> {
  if (!term.hasChecks) return;
  const answers = Object.fromEntries(term.bank.map(question => [question, rightAnswer(question)]));
  const data = { courseId: term.courseId, answers, requestId: client.newId() };
  await client.ask({ name: 'registerVerificationAnswers', data });
}

export const rightAnswer = (questionId: string): string => `my ${questionId}`;
