import { fingerprintOf, readDocument } from '../commit/index.ts';
import { defineCallable } from '../platform/callable.ts';
import { systemClock } from '../platform/clock.ts';
import { refused } from '../platform/refusal.ts';
import { answerKeyOf } from './answer-keys.ts';
import { finish } from './finish-attempt.ts';
import { quizAttemptDoc } from './store.ts';
import { type SubmitQuizAttemptAnswer, SubmitQuizAttemptRequest } from './wire.ts';

/** Hands in an attempt and grades it in the same commit. The first submission counts; all others are told of it. */
export const submitQuizAttempt = defineCallable({
  name: 'submitQuizAttempt',
  request: SubmitQuizAttemptRequest,
  handler: async ({ uid, data }): Promise<SubmitQuizAttemptAnswer> => {
    const at = systemClock.now();
    const { courseId, quizId, attemptId, requestId, answers } = data;
    const key = { userId: uid, courseId, quizId, attemptId };
    const attempt = await readDocument(quizAttemptDoc(key));
    if (attempt === undefined) throw refused('NOT_FOUND');
    const { rules, poolRevision: revision } = attempt;
    const pool = await answerKeyOf({ courseId, quizId, revision });
    const fingerprint = fingerprintOf('submitQuizAttempt', data);
    const submission = { requestId, fingerprint, answers };
    const { outcome } = await finish({ key, rules, pool, submission, at });
    if (outcome.ended === null) throw new Error('A submitted attempt goes on.');
    return outcome.ended;
  },
});
