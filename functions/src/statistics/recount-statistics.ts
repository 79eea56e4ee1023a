import { isDeepStrictEqual } from 'node:util';
import { readDocument } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { log } from '../platform/log.ts';
import { countSource } from './count-source.ts';
import { listMarks, readEnrollmentsIn, readStudent } from './queries.ts';
import { recountSummary, recountTotals } from './recount.ts';
import type { Source, Summary, Totals } from './schema.ts';
import { sourcePath, summaryDoc, totalsDoc } from './store.ts';
import { emptySummary, emptyTotals } from './tally.ts';

/** Sources looked at in one go. */
const PAGE_SIZE = 200;

export interface Recounted<Sums> {
  readonly recounted: Sums;
  readonly stored: Sums;
  /** False also if something changed meanwhile: only what lasts over two runs is drift. */
  readonly isExact: boolean;
}

/**
 * Looks at everything of a student again, as the triggers do, so that events which never came are made up for; then
 * compares the summary with a count from the records alone.
 */
export async function recountStudent({ userId }: { userId: Id }): Promise<Recounted<Summary>> {
  const { sources } = await readStudent(userId);
  const marked = (await listMarks(userId)).map(({ source }) => source);
  await lookAgain([...sources, ...marked]);
  const recounted = recountSummary(await readStudent(userId));
  const stored = (await readDocument(summaryDoc(userId))) ?? emptySummary;
  return compared({ path: summaryDoc(userId).path, recounted, stored });
}

/** The same for a course's totals. Enrollments that are gone are found by `recountStudent` of who had them. */
export async function recountCourse({ courseId }: { courseId: Id }): Promise<Recounted<Totals>> {
  const enrolled = await readEnrollmentsIn(courseId);
  await lookAgain(enrolled.map(({ userId }) => ({ kind: 'enrollment', userId, courseId })));
  const recounted = recountTotals(await readEnrollmentsIn(courseId));
  const stored = (await readDocument(totalsDoc(courseId))) ?? emptyTotals;
  return compared({ path: totalsDoc(courseId).path, recounted, stored });
}

async function lookAgain(sources: readonly Source[]): Promise<void> {
  const each = [...new Map(sources.map(source => [sourcePath(source), source])).values()];
  for (let start = 0; start < each.length; start += PAGE_SIZE)
    await Promise.all(each.slice(start, start + PAGE_SIZE).map(countSource));
}

function compared<Sums>({ path, ...sums }: { path: string; recounted: Sums; stored: Sums }): Recounted<Sums> {
  const isExact = isDeepStrictEqual(sums.recounted, sums.stored);
  if (!isExact) log.warn('statisticsDrift', { path });
  return { ...sums, isExact };
}
