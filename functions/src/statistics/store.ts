import { createHash } from 'node:crypto';
import { certificateDoc } from '../certificates/store.ts';
import type { Doc } from '../commit/index.ts';
import { sessionDoc } from '../compliance/store.ts';
import { enrollmentDoc } from '../enrollments/store.ts';
import type { Id } from '../platform/ids.ts';
import { quizRecordDoc } from '../quizzes/store.ts';
import { Mark, type Source, Summary, Totals } from './schema.ts';

export const summaryDoc = (userId: Id): Doc<Summary> => ({
  path: `users/${userId}/statistics/summary`,
  schema: Summary,
});

export const totalsDoc = (courseId: Id): Doc<Totals> => ({
  path: `courses/${courseId}/counters/totals`,
  schema: Totals,
});

/** Named by a hash: the path itself may be longer than a name. */
export const markDoc = (source: Source): Doc<Mark> => ({
  path: `${summaryDoc(source.userId).path}/marks/${nameOf(source)}`,
  schema: Mark,
});

const nameOf = (source: Source): string =>
  `${source.kind}_${createHash('sha256').update(sourcePath(source)).digest('hex').slice(0, 40)}`;

export function sourcePath(source: Source): string {
  switch (source.kind) {
    case 'enrollment':
      return enrollmentDoc(source).path;
    case 'quiz':
      return quizRecordDoc(source).path;
    case 'session':
      return sessionDoc(source).path;
    case 'certificate':
      return certificateDoc(source.certificateId).path;
  }
}
