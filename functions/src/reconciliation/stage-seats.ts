import { seatsDoc } from '../catalog/store.ts';
import { update } from '../commit/index.ts';
import { EnrollmentStatus } from '../enrollments/schema.ts';
import { holdsSeat } from '../enrollments/seat-gate.ts';
import { firestore } from '../platform/firestore.ts';
import { Id } from '../platform/ids.ts';
import { type Found, read } from './documents.ts';
import type { Look, Stage } from './stage.ts';
import { courses } from './stage-parents.ts';

const statuses = EnrollmentStatus.options;

export const courseIdOf = (path: string): Id => Id.parse(path.split('/')[1]);

/** Counted by the database: nothing of the enrollments is read. */
async function countIn({
  courseId,
  status,
}: {
  courseId: Id;
  status: readonly EnrollmentStatus[];
}): Promise<number> {
  const found = await firestore()
    .collectionGroup('courses')
    .where('courseId', '==', courseId)
    .where('enrollmentStatus', 'in', [...status])
    .count()
    .get();
  return found.data().count;
}

async function lookAt(course: Found): Promise<readonly Look[]> {
  const courseId = courseIdOf(course.path);
  const { path } = seatsDoc(courseId);
  const [seats] = await read([path]);
  if (seats?.isThere !== true) return [];
  const [taken, waitlisted] = await Promise.all([
    countIn({ courseId, status: statuses.filter(holdsSeat) }),
    countIn({ courseId, status: ['WAITLISTED'] }),
  ]);
  const versions = [seats.version, taken, waitlisted].join();
  const expected = { taken, waitlisted };
  return [{ path, parent: course.path, stored: seats.data, expected, contradictions: [], versions }];
}

export const seats: Stage = {
  name: 'seats',
  ...courses,
  patienceMs: 0,
  async look(parents) {
    const looks: Look[] = [];
    // One after the other: each is a count over all of a course's students.
    for (const course of parents) looks.push(...(await lookAt(course)));
    return looks;
  },
  rows: () => [],
  mend: ({ look }) => [update(seatsDoc(courseIdOf(look.path)), look.expected)],
};
