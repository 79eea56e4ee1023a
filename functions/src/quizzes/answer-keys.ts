import type { AnswerKey } from '../catalog/quiz.ts';
import { answerKeyRevisionDoc } from '../catalog/store.ts';
import { readDocument } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';

/** Pools an instance remembers; the oldest go first. */
const CAPACITY = 200;

const known = new Map<string, AnswerKey>();

/**
 * A pool with its key as it was at that revision. A revision never changes, so an instance reads it once.
 * @throws Error when it is not there: a quiz or an attempt names it, so the catalog is broken
 */
export async function answerKeyOf(key: { courseId: Id; quizId: Id; revision: number }): Promise<AnswerKey> {
  const doc = answerKeyRevisionDoc(key);
  // Kept per project: tests and tools open several in one process.
  const name = `${process.env.GCLOUD_PROJECT}/${doc.path}`;
  const remembered = known.get(name);
  if (remembered !== undefined) return remembered;
  const answerKey = await readDocument(doc);
  if (answerKey === undefined)
    throw new Error(`${doc.path} is named by a quiz or an attempt and is missing.`);
  const oldest = known.size >= CAPACITY ? known.keys().next().value : undefined;
  if (oldest !== undefined) known.delete(oldest);
  known.set(name, answerKey);
  return answerKey;
}
