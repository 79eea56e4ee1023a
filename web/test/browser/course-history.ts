import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Certificate } from '../../../functions/src/certificates/schema.ts';
import { QuizRecord } from '../../../functions/src/quizzes/schema.ts';
import { Challenge } from '../../../functions/src/verification/schema.ts';
import { prepareStudent } from '../../../tools/web/prepared-student.ts';
import { COURSE, call } from './staff-school.ts';
import { callAs, firestore, list, newStudent, type Person, stack, stripe, taster } from './support/index.ts';

// What a student did before a test begins: by the calls of the pages, but for the time that it takes.

export interface Named extends Person {
  readonly name: string;
}

const placeOf = ({ uid }: { uid: string }): string => `users/${uid}/courses/${COURSE}`;

const named = async (person: Person, name: string): Promise<Named> => {
  await firestore.doc(`users/${person.uid}`).set({ displayName: name });
  return { ...person, name };
};

/** May study: has paid a deposit and answered the personal questions. */
export const newReady = async (name: string): Promise<Named> => named(await newStudent('ready'), name);

/** Lessons and hours are done, as if they had been studied. */
export async function study({ uid }: { uid: string }): Promise<void> {
  await firestore.doc(placeOf({ uid })).update({
    ...{ completedLessonIds: ['buckle-up', 'mirrors', 'keep-a-gap'], creditedSeconds: 40 },
    ...{ enrollmentStatus: 'COMPLETED', completedAt: new Date() },
    // Set when the first session starts.
    'identity.nextChallengeAtSeconds': 60,
  });
}

/** Has begun to study: the first identity check is set. */
export async function startedStudying({ uid }: { uid: string }): Promise<void> {
  await firestore.doc(placeOf({ uid })).update({ 'identity.nextChallengeAtSeconds': 60 });
}

const examAnswers = [
  { questionId: 'lap-belt', kind: 'singleChoice', optionId: 'hips' },
  { questionId: 'lane-change', kind: 'multipleChoice', optionIds: ['mirror', 'signal', 'shoulder'] },
  { questionId: 'braking-distance', kind: 'numeric', value: 4 },
  { questionId: 'eight-sides', kind: 'shortText', text: 'stop' },
];

/** One attempt at the exam, handed in with all answers right or with none. @returns its id */
export async function takeExam(student: Person, outcome: 'pass' | 'fail'): Promise<string> {
  const quiz = { courseId: COURSE, quizId: taster.exam };
  const { attemptId } = await call(student, 'startQuizAttempt', quiz);
  const answers = outcome === 'pass' ? examAnswers : [];
  await call(student, 'submitQuizAttempt', { ...quiz, attemptId, answers });
  return String(attemptId);
}

/** Somebody who has paid everything, passed and holds a certificate. */
export async function newCertified(name: string): Promise<Named> {
  const school = { target: stack, stripe };
  const person = await prepareStudent({ school, courseId: COURSE, upTo: 'ready', amount: taster.price });
  const student = await named(person, name);
  await study(student);
  await takeExam(student, 'pass');
  await call(student, 'issueCertificate', { courseId: COURSE });
  return student;
}

const SECOND_MS = 1_000;

const Beat = z.object({ result: z.object({ challenge: z.object({ challengeId: z.string() }) }) });

/** An identity check that waits for its answer. @returns its id */
export async function openCheck(student: Person): Promise<string> {
  const lessonId = taster.firstLesson;
  const { sessionId } = await call(student, 'startSession', { courseId: COURSE, lessonId, device: 'a test' });
  // The next one is due at once: nobody has to study for it.
  await firestore.doc(placeOf(student)).update({ 'identity.nextChallengeAtSeconds': 0 });
  await sleep(SECOND_MS);
  const beat = { courseId: COURSE, sessionId, lessonId, sequence: 1, engaged: true };
  const answer = await callAs(student, { name: 'heartbeat', data: beat });
  await call(student, 'endSession', { courseId: COURSE, sessionId, reason: 'enough' });
  return Beat.parse(answer).result.challenge.challengeId;
}

export async function answerWrongly(student: Person, challengeId: string): Promise<void> {
  await call(student, 'answerChallenge', { courseId: COURSE, challengeId, answer: 'of somebody else' });
}

export const checksOf = (student: Person): Promise<Challenge[]> =>
  list({ path: `${placeOf(student)}/challenges`, schema: Challenge });

export async function examRecordOf(student: Person): Promise<QuizRecord | undefined> {
  const records = await list({ path: `${placeOf(student)}/quizzes`, schema: QuizRecord });
  return records.find(({ quizId }) => quizId === taster.exam);
}

/** Of this student, the oldest first. */
export async function certificatesOf({ uid }: { uid: string }): Promise<Certificate[]> {
  const all = await list({ path: 'certificates', schema: Certificate });
  const own = all.filter(({ userId }) => userId === uid);
  return own.sort((one, other) => one.issuedAt.getTime() - other.issuedAt.getTime());
}
