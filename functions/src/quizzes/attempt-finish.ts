import type { AnswerKey } from '../catalog/quiz.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import { refuseAnswers } from './given-answers.ts';
import { judge, resultOf } from './grade.ts';
import { attemptsLeftOf, isOverdue, withResult } from './quiz-record.ts';
import type { Consequence, GivenAnswer, QuizAttempt, QuizRecord, Standing } from './schema.ts';

/** What a student hands in. */
export interface Submission {
  readonly requestId: Id;
  readonly fingerprint: string;
  readonly answers: readonly GivenAnswer[];
}

export interface Finished {
  readonly kind: 'finished';
  readonly attempt: QuizAttempt & { readonly standing: Standing };
  readonly record: QuizRecord;
}

export type Finish = Finished | { readonly kind: 'unchanged' } | Refusal;

/**
 * Ends an attempt and grades it, once: what was handed in while it counted, else what had been saved, as of the
 * deadline. `unchanged` where it has ended before, or where nothing was handed in and the time still runs.
 * @param at when the submission reached the server, or when somebody looked
 */
export function finishAttempt(input: {
  readonly attempt: QuizAttempt | undefined;
  readonly record: QuizRecord | undefined;
  readonly pool: AnswerKey;
  readonly submission: Submission | undefined;
  /** False where the enrollment is closed: then no restart and no lock can follow. */
  readonly isEnrollmentOpen: boolean;
  readonly at: Date;
}): Finish {
  const { attempt, record, submission, at } = input;
  if (attempt === undefined) return refuse('NOT_FOUND');
  if (attempt.state === 'VOIDED') return refuse('ATTEMPT_CLOSED');
  if (attempt.state !== 'IN_PROGRESS') return refuseReuse({ attempt, submission }) ?? { kind: 'unchanged' };
  if (record?.openAttemptId !== attempt.attemptId)
    throw new Error('An attempt in progress is not the open one of its record.');
  if (isOverdue(attempt, at)) return end({ ...input, attempt, record, ending: autoSubmitted(attempt) });
  if (submission === undefined) return { kind: 'unchanged' };
  const refusal = refuseAnswers({ questions: attempt.questions, answers: submission.answers });
  return refusal ?? end({ ...input, attempt, record, ending: submitted({ submission, at }) });
}

/** The first submission counts for all; only the same id with other answers is a mistake. */
function refuseReuse(input: {
  attempt: QuizAttempt;
  submission: Submission | undefined;
}): Refusal | undefined {
  const { attempt, submission } = input;
  const isReuse =
    submission !== undefined &&
    attempt.submission?.requestId === submission.requestId &&
    attempt.submission.fingerprint !== submission.fingerprint;
  return isReuse ? refuse('REQUEST_ID_REUSED') : undefined;
}

type Ending = Pick<QuizAttempt, 'state' | 'answers' | 'finishedAt' | 'submission'>;

const autoSubmitted = ({ answers, deadline }: QuizAttempt): Ending => ({
  state: 'AUTO_SUBMITTED',
  answers,
  // However late anybody notices.
  finishedAt: deadline,
  submission: null,
});

function submitted({ submission, at }: { submission: Submission; at: Date }): Ending {
  const { requestId, fingerprint, answers } = submission;
  return {
    state: 'SUBMITTED',
    answers: [...answers],
    finishedAt: at,
    submission: { requestId, fingerprint },
  };
}

function end(input: {
  readonly attempt: QuizAttempt;
  readonly record: QuizRecord;
  readonly pool: AnswerKey;
  readonly ending: Ending;
  readonly isEnrollmentOpen: boolean;
}): Finished {
  const { pool, ending, isEnrollmentOpen } = input;
  const { rules, questions } = input.attempt;
  const graded = judge({ pool, questions, answers: ending.answers });
  const ended = { ...input.attempt, ...ending, result: resultOf({ graded, passPercent: rules.passPercent }) };
  const closed: QuizRecord = {
    ...input.record,
    ...withResult({ best: input.record, attempt: ended }),
    attemptsFinished: input.record.attemptsFinished + 1,
    openAttemptId: null,
    openDeadline: null,
  };
  const consequence = consequenceOf({ record: closed, attempt: ended, isEnrollmentOpen });
  const record = consequence === 'restart' ? begunAnew(closed) : closed;
  const standing = {
    attemptsLeft: attemptsLeftOf({ record, rules }),
    bestPercent: record.bestPercent ?? 0,
    consequence,
  };
  return { kind: 'finished', attempt: { ...ended, standing }, record };
}

/** Whoever has passed before has nothing to fear from practising. */
function consequenceOf(input: {
  record: QuizRecord;
  attempt: QuizAttempt;
  isEnrollmentOpen: boolean;
}): Consequence {
  const { record, attempt, isEnrollmentOpen } = input;
  const { rules } = attempt;
  if (record.passed || attemptsLeftOf({ record, rules }) > 0) return 'none';
  return isEnrollmentOpen ? rules.onExhausted : 'staff';
}

/** Extra attempts were for the round that is over; extra time is for the student and stays. */
const begunAnew = (record: QuizRecord): QuizRecord => ({
  ...record,
  attemptsUsed: 0,
  extraAttempts: 0,
  restarts: record.restarts + 1,
});
