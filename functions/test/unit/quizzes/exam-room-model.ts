import { Id } from '../../../src/platform/ids.ts';
import { finishAttempt } from '../../../src/quizzes/attempt-finish.ts';
import { saveAnswers } from '../../../src/quizzes/attempt-save.ts';
import { startAttempt } from '../../../src/quizzes/attempt-start.ts';
import { voidAttempt } from '../../../src/quizzes/attempt-voiding.ts';
import { newRecord } from '../../../src/quizzes/quiz-record.ts';
import type { GivenAnswer, QuizAttempt, QuizRecord } from '../../../src/quizzes/schema.ts';
import { finalExam, frozen, someExam, someStudent, startedAt } from '../../fixtures/attempt.ts';
import { singleChoice, someAnswerKey } from '../../fixtures/quiz.ts';

export const QUESTIONS = 4;
export const SECOND = 1_000;

const pooled = Array.from({ length: QUESTIONS }, (_, index) => singleChoice(`q${index}`));
const pool = someAnswerKey({ questions: pooled });

const answering = (right: number): GivenAnswer[] =>
  frozen(pooled).map(({ questionId }, index) => ({
    questionId,
    kind: 'singleChoice',
    optionId: Id.parse(index < right ? 'a' : 'c'),
  }));

export type Step =
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'start' }
  | { readonly kind: 'save'; readonly right: number; readonly sequence: number }
  | { readonly kind: 'submit'; readonly right: number }
  | { readonly kind: 'sweep' }
  | { readonly kind: 'void'; readonly index: number }
  | { readonly kind: 'grant'; readonly attempts: number };

/** The rules as endpoints drive them, over documents in memory. */
export class ExamRoom {
  readonly rules: ReturnType<typeof someExam>;
  readonly attempts = new Map<string, QuizAttempt>();
  record: QuizRecord = newRecord(finalExam);
  now = startedAt;

  constructor(changes: Parameters<typeof someExam>[0]) {
    this.rules = someExam(changes);
  }

  /** What a client is told: a reason, or `ok`. */
  take(step: Step): string {
    switch (step.kind) {
      case 'wait':
        this.now = new Date(this.now.getTime() + step.seconds * SECOND);
        return 'ok';
      case 'start':
        this.#finish(this.record.openAttemptId, undefined);
        return this.#start();
      case 'save':
        return this.#save(step);
      case 'submit':
        return this.#finish(this.#latest()?.attemptId ?? null, step.right);
      case 'sweep':
        return this.#finish(this.record.openAttemptId, undefined);
      case 'void':
        return this.#void(step.index);
      case 'grant':
        this.record = { ...this.record, extraAttempts: this.record.extraAttempts + step.attempts };
        return 'ok';
    }
  }

  #latest(): QuizAttempt | undefined {
    return [...this.attempts.values()].at(-1);
  }

  #start(): string {
    const started = startAttempt({
      enrollment: someStudent({ expiresAt: null }),
      record: this.record,
      wanted: {
        attemptId: Id.parse(`attempt-${this.attempts.size}`),
        courseId: someStudent().courseId,
        quizId: finalExam,
        questions: frozen(pooled),
        policyVersion: 1,
        poolRevision: 1,
        rules: this.rules,
      },
      requiredSeconds: 0,
      now: this.now,
    });
    if (started.kind === 'refused') return started.reason;
    this.#keep(started);
    return 'ok';
  }

  #save({ right, sequence }: { right: number; sequence: number }): string {
    const attempt = this.#latest();
    const saved = saveAnswers({ attempt, answers: answering(right), sequence, receivedAt: this.now });
    if (saved.kind === 'refused') {
      if (saved.reason === 'DEADLINE_PASSED') this.#finish(this.record.openAttemptId, undefined);
      return saved.reason;
    }
    if (attempt !== undefined) this.attempts.set(attempt.attemptId, { ...attempt, ...saved.patch });
    return 'ok';
  }

  #finish(attemptId: string | null, right: number | undefined): string {
    if (attemptId === null) return 'NOT_FOUND';
    const requestId = Id.parse(`request-${right}`);
    const submission =
      right === undefined ? undefined : { requestId, fingerprint: `${right}`, answers: answering(right) };
    const ended = finishAttempt({
      attempt: this.attempts.get(attemptId),
      record: this.record,
      pool,
      submission,
      isEnrollmentOpen: true,
      at: this.now,
    });
    if (ended.kind === 'refused') return ended.reason;
    if (ended.kind === 'finished') this.#keep(ended);
    return 'ok';
  }

  #void(index: number): string {
    const attempt = [...this.attempts.values()][index];
    const others = [...this.attempts.values()].filter(each => each !== attempt);
    const voided = voidAttempt({
      attempt,
      record: this.record,
      others,
      by: Id.parse('staff-1'),
      reason: 'power cut',
      now: this.now,
    });
    if (voided.kind === 'refused') return voided.reason;
    this.#keep(voided);
    return 'ok';
  }

  #keep({ attempt, record }: { attempt: QuizAttempt; record: QuizRecord }): void {
    this.attempts.set(attempt.attemptId, attempt);
    this.record = record;
  }
}
