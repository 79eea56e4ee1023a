import { z } from 'zod';
import type { Doc } from '../commit/index.ts';
import { Id } from '../platform/ids.ts';
import { Enrollment, LedgerEntry } from './schema.ts';

/** Which enrollment: one per student and course. */
export interface EnrollmentKey {
  readonly userId: Id;
  readonly courseId: Id;
}

export const enrollmentDoc = ({ userId, courseId }: EnrollmentKey): Doc<Enrollment> => ({
  path: `users/${userId}/courses/${courseId}`,
  schema: Enrollment,
});

/** @param accountPath an enrollment's path, or that of money in suspense: both keep a ledger */
export const ledgerEntryDoc = ({
  accountPath,
  entryId,
}: {
  accountPath: string;
  entryId: string;
}): Doc<LedgerEntry> => ({
  path: `${accountPath}/ledger/${entryId}`,
  schema: LedgerEntry,
});

/** Nothing but the lane's receipt: says that a request was applied where no other document does. */
export const RequestReceipt = z.object({});

/** One per student and id, whatever the course: an id used for a second course is a mistake, not a second request. */
export const requestDoc = ({ key, requestId }: { key: EnrollmentKey; requestId: string }): Doc<object> => ({
  path: `users/${key.userId}/requests/${requestId}`,
  schema: RequestReceipt,
});

/** Whose enrollment a path names, or undefined if it names something else. */
export function enrollmentKeyOf(path: string): EnrollmentKey | undefined {
  const [users, userId, courses, courseId, ...rest] = path.split('/');
  if (users !== 'users' || courses !== 'courses' || rest.length > 0) return undefined;
  const key = z.object({ userId: Id, courseId: Id }).safeParse({ userId, courseId });
  return key.success ? key.data : undefined;
}
