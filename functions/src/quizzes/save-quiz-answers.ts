import { apply, type Command, lanes, toWrite, update } from '../commit/index.ts';
import { defineCallable } from '../platform/callable.ts';
import { systemClock } from '../platform/clock.ts';
import type { Id } from '../platform/ids.ts';
import { RefusalError } from '../platform/refusal.ts';
import { saveAnswers } from './attempt-save.ts';
import { finishOverdue } from './finish-overdue.ts';
import { quizAttemptDoc, quizRecordDoc } from './store.ts';
import { SaveQuizAnswersAnswer, SaveQuizAnswersRequest } from './wire.ts';

/** Reads 1, writes 1. The sequence tells a retry, so it needs no receipt. */
export function saveCommand(input: {
  readonly userId: Id;
  readonly request: SaveQuizAnswersRequest;
  readonly receivedAt: Date;
}): Command<SaveQuizAnswersAnswer> {
  const { userId, request, receivedAt } = input;
  const { answers, sequence, ...rest } = request;
  const key = { userId, courseId: rest.courseId, quizId: rest.quizId };
  const attempt = quizAttemptDoc({ ...key, attemptId: rest.attemptId });
  return {
    operation: 'saveQuizAnswers',
    aggregate: quizRecordDoc(key).path,
    receipt: 'state',
    loads: [toWrite(attempt)],
    outcomeSchema: SaveQuizAnswersAnswer,
    decide: view => {
      const result = saveAnswers({ attempt: view.get(attempt), answers, sequence, receivedAt });
      if (result.kind === 'refused') return result;
      const { patch, savedAt } = result;
      const answer = { savedAt: savedAt.toISOString(), replayed: patch === undefined };
      return apply(answer, patch === undefined ? [] : [update(attempt, patch)]);
    },
  };
}

/** Keeps the answers of an attempt that goes on, for the case that nothing is handed in. */
export const saveQuizAnswers = defineCallable({
  name: 'saveQuizAnswers',
  request: SaveQuizAnswersRequest,
  handler: async ({ uid, data }): Promise<SaveQuizAnswersAnswer> => {
    const receivedAt = systemClock.now();
    try {
      const { outcome } = await lanes().submit(saveCommand({ userId: uid, request: data, receivedAt }));
      return outcome;
    } catch (error) {
      // Whoever finds an attempt over ends it, so that nobody has to wait for the sweep.
      if (error instanceof RefusalError && error.refusal.reason === 'DEADLINE_PASSED') {
        const { courseId, quizId, attemptId } = data;
        await finishOverdue({ key: { userId: uid, courseId, quizId, attemptId }, now: receivedAt });
      }
      throw error;
    }
  },
});
