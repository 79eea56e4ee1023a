import { randomUUID } from 'node:crypto';
import type { ExamRules } from '../../../src/catalog/policy-rules.ts';
import { laneMetrics } from '../../../src/commit/index.ts';
import { readDocument } from '../../../src/commit/read-document.ts';
import type { Enrollment } from '../../../src/enrollments/schema.ts';
import { enrollmentDoc } from '../../../src/enrollments/store.ts';
import { moveClock } from '../../../src/platform/clock.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { grantQuizAllowance } from '../../../src/quizzes/grant-quiz-allowance.ts';
import { attemptsOf } from '../../../src/quizzes/queries.ts';
import { saveQuizAnswers } from '../../../src/quizzes/save-quiz-answers.ts';
import type { GivenAnswer, QuizAttempt, QuizRecord } from '../../../src/quizzes/schema.ts';
import { startQuizAttempt } from '../../../src/quizzes/start-quiz-attempt.ts';
import { type QuizRecordKey, quizRecordDoc } from '../../../src/quizzes/store.ts';
import { submitQuizAttempt } from '../../../src/quizzes/submit-quiz-attempt.ts';
import { voidQuizAttempt } from '../../../src/quizzes/void-quiz-attempt.ts';
import {
  SaveQuizAnswersAnswer,
  StartQuizAttemptAnswer,
  SubmitQuizAttemptAnswer,
} from '../../../src/quizzes/wire.ts';
import { finalExam, rightAnswer, someExam } from '../../fixtures/attempt.ts';
import { someWantedQuiz } from '../../fixtures/quiz.ts';
import { call } from '../call.ts';
import { enrolling, openCourse } from '../enrollments/school.ts';

export const uid = 'student-1';
export const staff = 'staff-1';
export const lessonQuiz = Id.parse('signs-quiz');

let movedByMs = 0;

/** Lets so much time pass. */
export function wait({ seconds }: { seconds: number }): void {
  process.env['FUNCTIONS_EMULATOR'] = 'true';
  movedByMs += seconds * 1_000;
  moveClock({ byMs: movedByMs });
}

/** A free course with a final exam of four questions and a quiz for practice; the student is in. */
export async function openExam(
  exam: Partial<ExamRules> = {},
  course: Partial<Parameters<typeof openCourse>[0]> = {},
): Promise<QuizRecordKey> {
  const quizzes = [someWantedQuiz(), someWantedQuiz({ quizId: lessonQuiz, title: 'Signs' })];
  const courseId = await openCourse({
    capacity: 100,
    price: 0,
    quizzes,
    rules: { exams: [someExam(exam)] },
    ...course,
  });
  await enrolling({ uid, courseId });
  return { userId: Id.parse(uid), courseId, quizId: finalExam };
}

export const hire = (): Promise<unknown> => firestore().doc(`roles/${staff}`).set({ role: 'admin' });

interface Asking {
  readonly requestId?: string;
  readonly as?: string;
}

export async function starting(key: QuizRecordKey, { requestId = randomUUID(), as = uid }: Asking = {}) {
  const data = { courseId: key.courseId, quizId: key.quizId, requestId };
  return StartQuizAttemptAnswer.parse(await call(startQuizAttempt, { uid: as, data }));
}

type StartedAttempt = Pick<StartQuizAttemptAnswer, 'attemptId' | 'questions'>;

/** So many right answers, the first ones. */
export const answersTo = ({ questions }: StartedAttempt, right = questions.length): GivenAnswer[] =>
  questions.slice(0, right).map(rightAnswer);

export async function saving(
  key: QuizRecordKey,
  { attemptId, answers, sequence }: { attemptId: string; answers: readonly GivenAnswer[]; sequence: number },
  { as = uid }: Asking = {},
) {
  const data = { courseId: key.courseId, quizId: key.quizId, attemptId, answers, sequence };
  return SaveQuizAnswersAnswer.parse(await call(saveQuizAnswers, { uid: as, data }));
}

export async function submitting(
  key: QuizRecordKey,
  { attemptId, answers }: { attemptId: string; answers: readonly GivenAnswer[] },
  { requestId = randomUUID(), as = uid }: Asking = {},
) {
  const data = { courseId: key.courseId, quizId: key.quizId, attemptId, answers, requestId };
  return SubmitQuizAttemptAnswer.parse(await call(submitQuizAttempt, { uid: as, data }));
}

/** Starts an attempt and hands it in with so many right answers. */
export async function taking(key: QuizRecordKey, right: number) {
  const started = await starting(key);
  const result = await submitting(key, { ...started, answers: answersTo(started, right) });
  return { ...result, attemptId: started.attemptId };
}

export const voiding = (
  key: QuizRecordKey,
  { attemptId, reason = 'power cut' }: { attemptId: string; reason?: string },
  { requestId = randomUUID(), as = staff }: Asking = {},
) => call(voidQuizAttempt, { uid: as, data: { ...key, attemptId, reason, requestId } });

export const granting = (
  key: QuizRecordKey,
  extra: { extraAttempts?: number; extraSeconds?: number },
  { requestId = randomUUID(), as = staff }: Asking = {},
) => call(grantQuizAllowance, { uid: as, data: { ...key, ...extra, reason: 'doctor’s note', requestId } });

export async function recordOf(key: QuizRecordKey): Promise<QuizRecord> {
  const record = await readDocument(quizRecordDoc(key));
  if (record === undefined) throw new Error('no attempt was ever started');
  return record;
}

export async function attemptOf(key: QuizRecordKey, attemptId: string): Promise<QuizAttempt> {
  const found = (await attemptsOf(key)).find(attempt => attempt.attemptId === attemptId);
  if (found === undefined) throw new Error(`${attemptId} does not exist`);
  return found;
}

export async function enrollmentOf(key: QuizRecordKey): Promise<Enrollment> {
  const enrollment = await readDocument(enrollmentDoc(key));
  if (enrollment === undefined) throw new Error('not enrolled');
  return enrollment;
}

/** Documents that the lane read and wrote for it. */
export async function costOf(operation: string, work: () => Promise<unknown>) {
  laneMetrics.reset();
  await work();
  const { documentsRead: reads, documentsWritten: writes } =
    laneMetrics.snapshot().byOperation[operation] ?? {};
  return { reads, writes };
}
