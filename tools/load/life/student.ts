import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { GivenAnswer } from '../../../functions/src/quizzes/schema.ts';
import type { Driver } from '../driver/driver.ts';
import type { Person } from '../driver/tokens.ts';

const Started = z.object({ sessionId: z.string() });
const Credited = z.object({ creditedSeconds: z.int() });
const AttemptStarted = z.object({
  attemptId: z.string(),
  attemptNumber: z.int(),
  questions: z.array(z.object({ questionId: z.string() })),
});
const Graded = z.object({ score: z.int(), passed: z.boolean() });

/** How a student answers the questions of a quiz. */
export type AnswerKey = (question: { quizId: string; questionId: string }) => GivenAnswer;

/** What a student does in a course, one request at a time, as a web client sends it. */
export class Student {
  readonly person: Person;
  readonly #driver: Driver;
  readonly #courseId: string;
  readonly #rightAnswerTo: AnswerKey;
  #sequence = 0;

  constructor(input: { driver: Driver; person: Person; courseId: string; rightAnswerTo: AnswerKey }) {
    this.person = input.person;
    this.#driver = input.driver;
    this.#courseId = input.courseId;
    this.#rightAnswerTo = input.rightAnswerTo;
  }

  get #enrollment() {
    return { userId: this.person.uid, courseId: this.#courseId };
  }

  /** @returns the session, undefined where there is none */
  async startSession(lessonId: string): Promise<string | undefined> {
    this.#sequence = 0;
    const started = await this.#driver.call({
      as: this.person,
      name: 'startSession',
      data: { courseId: this.#courseId, lessonId, device: 'A load test', requestId: randomUUID() },
      answer: Started,
      // Where the lesson before was not done, say because the student gave up.
      expected: ['LESSON_LOCKED'],
      acknowledge: ({ sessionId }) => ({ kind: 'sessionStarted', ...this.#enrollment, sessionId }),
    });
    return started.kind === 'ok' ? started.answer.sessionId : undefined;
  }

  /** @returns what the session has been credited, undefined where it takes nothing more */
  async heartbeat(input: { sessionId: string; lessonId: string }): Promise<number | undefined> {
    const { sessionId, lessonId } = input;
    this.#sequence += 1;
    const sequence = this.#sequence;
    const beat = await this.#driver.call({
      as: this.person,
      name: 'heartbeat',
      data: { courseId: this.#courseId, sessionId, sequence, lessonId, engaged: true },
      answer: Credited,
      acknowledge: ({ creditedSeconds }) => ({
        kind: 'heartbeat',
        ...this.#enrollment,
        sessionId,
        sequence,
        creditedSeconds,
      }),
    });
    return beat.kind === 'ok' ? beat.answer.creditedSeconds : undefined;
  }

  async endSession(sessionId: string): Promise<void> {
    const requestId = randomUUID();
    await this.#driver.call({
      as: this.person,
      name: 'endSession',
      data: { courseId: this.#courseId, sessionId, reason: 'Enough for now.', requestId },
      answer: Credited,
      acknowledge: ({ creditedSeconds }) => ({
        kind: 'sessionEnded',
        ...this.#enrollment,
        sessionId,
        requestId,
        creditedSeconds,
      }),
    });
  }

  /** @returns whether it is done; a student who is too fast is told so */
  async completeLesson(input: { sessionId: string; lessonId: string }): Promise<boolean> {
    const { sessionId, lessonId } = input;
    const requestId = randomUUID();
    const completed = await this.#driver.call({
      as: this.person,
      name: 'completeLesson',
      data: { courseId: this.#courseId, sessionId, lessonId, requestId },
      answer: z.object({ completedAt: z.string() }),
      expected: ['LESSON_TOO_SHORT', 'LESSON_LOCKED'],
      acknowledge: () => ({ kind: 'lessonCompleted', ...this.#enrollment, sessionId, requestId, lessonId }),
    });
    return completed.kind === 'ok';
  }

  async startAttempt(quizId: string): Promise<Attempt | undefined> {
    const started = await this.#driver.call({
      as: this.person,
      name: 'startQuizAttempt',
      data: { courseId: this.#courseId, quizId, requestId: randomUUID() },
      answer: AttemptStarted,
      expected: ['ATTEMPTS_EXHAUSTED'],
      acknowledge: ({ attemptId, attemptNumber }) => ({
        kind: 'attemptStarted',
        ...this.#enrollment,
        quizId,
        attemptId,
        attemptNumber,
      }),
    });
    if (started.kind !== 'ok') return undefined;
    const { attemptId, questions } = started.answer;
    const answers = questions.map(({ questionId }) => this.#rightAnswerTo({ quizId, questionId }));
    return { quizId, attemptId, answers, saves: 0 };
  }

  /** Saves as many answers as there are by now: one more with every save. */
  async saveAnswers(attempt: Attempt): Promise<void> {
    const { quizId, attemptId } = attempt;
    attempt.saves += 1;
    const sequence = attempt.saves;
    await this.#driver.call({
      as: this.person,
      name: 'saveQuizAnswers',
      data: {
        courseId: this.#courseId,
        quizId,
        attemptId,
        answers: attempt.answers.slice(0, sequence),
        sequence,
      },
      answer: z.object({ savedAt: z.string() }),
      acknowledge: () => ({ kind: 'answersSaved', ...this.#enrollment, quizId, attemptId, sequence }),
    });
  }

  async submit({ quizId, attemptId, answers }: Attempt): Promise<void> {
    await this.#driver.call({
      as: this.person,
      name: 'submitQuizAttempt',
      data: { courseId: this.#courseId, quizId, attemptId, answers, requestId: randomUUID() },
      answer: Graded,
      acknowledge: ({ score, passed }) => ({
        kind: 'attemptSubmitted',
        ...this.#enrollment,
        quizId,
        attemptId,
        score,
        passed,
      }),
    });
  }
}

export type Attempt = {
  readonly quizId: string;
  readonly attemptId: string;
  readonly answers: readonly GivenAnswer[];
  saves: number;
};
