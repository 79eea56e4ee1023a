import { isDeepStrictEqual } from 'node:util';
import { onDocumentWritten } from 'firebase-functions/firestore';
import '../platform/environment.ts';
import { Id } from '../platform/ids.ts';
import { Counted, ofEnrollment } from './contribution.ts';
import { countSource } from './count-source.ts';

/** Keeps the student's summary and the course's totals. */
export const onEnrollmentWritten = onDocumentWritten(
  { document: 'users/{uid}/courses/{courseId}', retry: true },
  async ({ data, params }) => {
    if (!isCountChanged({ before: data?.before.data(), after: data?.after.data() })) return;
    const { uid: userId, courseId } = params;
    await countSource({ kind: 'enrollment', userId: Id.parse(userId), courseId: Id.parse(courseId) });
  },
);

/**
 * Whether a change of an enrollment changes what is counted. Most do not (a check of identity, a payment opened),
 * and then nothing is read.
 */
export function isCountChanged({ before, after }: { before: unknown; after: unknown }): boolean {
  return !isDeepStrictEqual(contributionOf(before), contributionOf(after));
}

/** The data itself where it is not an enrollment as we know it: then one looks. */
function contributionOf(data: unknown): unknown {
  const counted = Counted.safeParse(data);
  return counted.success ? ofEnrollment(counted.data) : data;
}
