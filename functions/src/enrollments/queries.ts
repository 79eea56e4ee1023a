import { z } from 'zod';
import { firestore } from '../platform/firestore.ts';
import { Id } from '../platform/ids.ts';
import type { EnrollmentKey } from './store.ts';

/** Every enrollment of every student; the catalog's own `courses` have no `enrollmentStatus`, so filters skip them. */
const enrollments = () => firestore().collectionGroup('courses');

/** A waiting student, with the id that the tuition entry will bear. */
export interface Waiting extends EnrollmentKey {
  readonly registrationId: Id;
}

/** Who waits for a seat, longest first. */
export async function findWaiting({
  courseId,
  limit,
}: {
  courseId: Id;
  limit: number;
}): Promise<readonly Waiting[]> {
  const found = await enrollments()
    .where('courseId', '==', courseId)
    .where('enrollmentStatus', '==', 'WAITLISTED')
    .orderBy('waitlistNumber')
    .limit(limit)
    .select('userId', 'registrationId')
    .get();
  return found.docs.map(document => ({
    courseId,
    userId: Id.parse(document.get('userId')),
    registrationId: Id.parse(document.get('registrationId')),
  }));
}

/** An enrollment whose time is over, with what its end is decided by. */
export interface Overdue extends EnrollmentKey {
  readonly registrationId: Id;
  /** When it was found: what it is by the time of the commit is looked at there. */
  readonly enrollmentStatus: (typeof running)[number];
}
const running = ['ACTIVE', 'PENDING_PAYMENT'] as const;

/** Pages of running enrollments whose time was over at `now`, longest overdue first. */
export async function* findOverdue({
  now,
  pageSize,
}: {
  now: Date;
  pageSize: number;
}): AsyncGenerator<readonly Overdue[]> {
  const overdue = enrollments()
    .where('enrollmentStatus', 'in', running)
    .where('expiresAt', '<=', now)
    .orderBy('expiresAt')
    .select('userId', 'courseId', 'registrationId', 'enrollmentStatus', 'expiresAt')
    .limit(pageSize);
  let page = await overdue.get();
  while (!page.empty) {
    yield page.docs.map(document => ({
      userId: Id.parse(document.get('userId')),
      courseId: Id.parse(document.get('courseId')),
      registrationId: Id.parse(document.get('registrationId')),
      enrollmentStatus: z.enum(running).parse(document.get('enrollmentStatus')),
    }));
    const last = page.docs.at(-1);
    if (last === undefined || page.size < pageSize) return;
    // Past what failed, too: one enrollment that cannot be closed must not hold up all the others.
    page = await overdue.startAfter(last).get();
  }
}
