import { readDocument } from '../commit/index.ts';
import { answerKeyOf } from './answer-keys.ts';
import { finish } from './finish-attempt.ts';
import { type AttemptKey, type QuizRecordKey, quizAttemptDoc, quizRecordDoc } from './store.ts';

/** Ends an attempt whose time was over at `now`, with what had been saved. @returns whether it has ended */
export async function finishOverdue({ key, now }: { key: AttemptKey; now: Date }): Promise<boolean> {
  const attempt = await readDocument(quizAttemptDoc(key));
  if (attempt === undefined || attempt.state !== 'IN_PROGRESS') return true;
  const { rules, poolRevision: revision } = attempt;
  const pool = await answerKeyOf({ courseId: key.courseId, quizId: key.quizId, revision });
  const { outcome } = await finish({ key, rules, pool, submission: undefined, at: now });
  return outcome.ended !== null;
}

/** Makes room for a new attempt if the open one is over. @returns false where it goes on */
export async function finishOpenIfOverdue({ key, now }: { key: QuizRecordKey; now: Date }): Promise<boolean> {
  const record = await readDocument(quizRecordDoc(key));
  const attemptId = record?.openAttemptId ?? null;
  return attemptId === null || finishOverdue({ key: { ...key, attemptId }, now });
}
