import { z } from 'zod';
import { firestore } from '../platform/firestore.ts';
import { plainOf } from '../platform/plain.ts';
import { QuizAttempt } from './schema.ts';
import { type AttemptKey, attemptKeyOf, type QuizRecordKey, quizRecordDoc } from './store.ts';

/** Every attempt of a student at a quiz. */
export async function attemptsOf(key: QuizRecordKey): Promise<readonly QuizAttempt[]> {
  const found = await firestore()
    .collection(`${quizRecordDoc(key).path}/attempts`)
    .get();
  return z.array(QuizAttempt).parse(found.docs.map(document => plainOf(document.data())));
}

/** Pages of open attempts whose deadline was over at `now`, longest overdue first. Some may be within their grace. */
export async function* findOverdueAttempts({
  now,
  pageSize,
}: {
  now: Date;
  pageSize: number;
}): AsyncGenerator<readonly AttemptKey[]> {
  const overdue = firestore()
    .collectionGroup('attempts')
    .where('state', '==', 'IN_PROGRESS')
    .where('deadline', '<', now)
    .orderBy('deadline')
    .select('deadline')
    .limit(pageSize);
  let page = await overdue.get();
  while (!page.empty) {
    yield page.docs.map(document => attemptKeyOf(document.ref.path));
    const last = page.docs.at(-1);
    if (last === undefined || page.size < pageSize) return;
    // Past what failed, too: one attempt that cannot be graded must not hold up all the others.
    page = await overdue.startAfter(last).get();
  }
}
