import { z } from 'zod';
import type { AnswerKey } from '../catalog/quiz.ts';
import {
  type Applied,
  apply,
  type Change,
  type Command,
  create,
  lanes,
  toCreate,
  toWrite,
  update,
  type View,
} from '../commit/index.ts';
import { lessonProgressDoc, newLessonProgress } from '../compliance/lesson-progress.ts';
import { enrollmentDoc } from '../enrollments/store.ts';
import type { Id } from '../platform/ids.ts';
import { RefusalError, refuse } from '../platform/refusal.ts';
import { type Finished, finishAttempt, type Submission } from './attempt-finish.ts';
import { courseBegunAnew, isOpenToConsequences, lockedByExam } from './exhaustion.ts';
import { judge } from './grade.ts';
import { prepareRestart } from './prepare-restart.ts';
import { isRevealed, reviewOf } from './review.ts';
import type { QuizAttempt } from './schema.ts';
import {
  type AttemptKey,
  examRestartDoc,
  lessonBegunAnewDoc,
  quizAttemptDoc,
  quizRecordDoc,
} from './store.ts';
import { SubmitQuizAttemptAnswer } from './wire.ts';

/** How an attempt ended, or that it goes on. */
export const FinishOutcome = z.object({ ended: SubmitQuizAttemptAnswer.nullable() });
export type FinishOutcome = z.infer<typeof FinishOutcome>;

export interface FinishInput {
  readonly key: AttemptKey;
  /** Of the attempt, as read before: what never changes in it is needed to know what to load. */
  readonly rules: QuizAttempt['rules'];
  readonly pool: AnswerKey;
  readonly submission: Submission | undefined;
  readonly at: Date;
}

/**
 * Ends an attempt, whoever asks: a submission, the next start, the sweep. Lessons are loaded only where the course
 * turns out to begin anew.
 */
export async function finish(input: FinishInput): Promise<Applied<FinishOutcome>> {
  try {
    return await lanes().submit(finishCommand(input));
  } catch (error) {
    if (!(error instanceof RefusalError) || error.refusal.reason !== 'STALE_READ') throw error;
    const lessonIds = await prepareRestart(input.key);
    return lanes().submit(finishCommand({ ...input, lessonIds }));
  }
}

/**
 * Reads 2 (attempt, record), one more where exhausted attempts touch the enrollment; writes 2, one more then.
 * That it was done is said by the attempt's state, so it needs no receipt.
 */
export function finishCommand({
  lessonIds,
  ...input
}: FinishInput & { lessonIds?: readonly Id[] }): Command<FinishOutcome> {
  const { key, rules, pool, submission, at } = input;
  const attemptDoc = quizAttemptDoc(key);
  const recordDoc = quizRecordDoc(key);
  const enrollment = rules.onExhausted === 'staff' ? [] : [enrollmentDoc(key)];
  const lessons = lessonIds?.map(lessonId => lessonProgressDoc({ ...key, lessonId })) ?? [];
  return {
    operation: 'finishQuizAttempt',
    aggregate: recordDoc.path,
    receipt: 'state',
    loads: [
      ...[attemptDoc, recordDoc, ...enrollment, ...lessons].map(toWrite),
      ...(lessonIds === undefined ? [] : [toCreate(examRestartDoc(key))]),
    ],
    outcomeSchema: FinishOutcome,
    decide: view => {
      const attempt = view.get(attemptDoc);
      const isEnrollmentOpen = enrollment.some(doc => isOpenToConsequences(view.get(doc)));
      const record = view.get(recordDoc);
      const result = finishAttempt({ attempt, record, pool, submission, isEnrollmentOpen, at });
      if (result.kind === 'refused') return result;
      if (result.kind === 'unchanged')
        return apply({ ended: answerOf({ attempt, pool, replayed: true }) }, []);
      const isRestart = result.attempt.standing.consequence === 'restart';
      // The caller comes back with the course's lessons.
      if (isRestart && lessonIds === undefined) return refuse('STALE_READ');
      return apply({ ended: answerOf({ attempt: result.attempt, pool, replayed: false }) }, [
        update(attemptDoc, result.attempt),
        update(recordDoc, result.record),
        ...consequenceChanges({ key, result, lessonIds: lessonIds ?? [], view }),
      ]);
    },
  };
}

function consequenceChanges(input: {
  key: AttemptKey;
  result: Finished;
  lessonIds: readonly Id[];
  view: View;
}): readonly Change[] {
  const { key, result, lessonIds, view } = input;
  const { consequence } = result.attempt.standing;
  if (consequence === 'none' || consequence === 'staff') return [];
  const doc = enrollmentDoc(key);
  const enrollment = view.get(doc);
  if (enrollment === undefined) throw new Error('An attempt exists without an enrollment.');
  if (consequence === 'fail') return [update(doc, lockedByExam({ enrollment, now: view.now }))];
  const anew = courseBegunAnew({ enrollment, attemptId: key.attemptId, now: view.now });
  const begun = lessonIds.filter(lessonId => view.get(lessonProgressDoc({ ...key, lessonId })) !== undefined);
  return [
    update(doc, anew.enrollment),
    ...(anew.adjustment === undefined ? [] : [create(examRestartDoc(key), anew.adjustment)]),
    ...begun.map(lessonId =>
      update(lessonBegunAnewDoc({ ...key, lessonId }), { ...newLessonProgress(lessonId), receipt: null }),
    ),
  ];
}

/** The same for everybody who asks how the attempt ended, with the right answers where the policy reveals them. */
function answerOf(input: {
  attempt: QuizAttempt | undefined;
  pool: AnswerKey;
  replayed: boolean;
}): SubmitQuizAttemptAnswer | null {
  const { attempt, pool, replayed } = input;
  if (attempt === undefined || attempt.result === null || attempt.standing === null) return null;
  const { state, result, standing, questions, answers } = attempt;
  const review = isRevealed(attempt) ? { review: reviewOf(judge({ pool, questions, answers })) } : {};
  return { ...result, ...standing, state, replayed, ...review };
}
