import { laneMetrics, lanes } from '../../../src/commit/index.ts';
import {
  closeOverdueEnrollments,
  expireCommand,
  expireEnrollments,
} from '../../../src/enrollments/expire-enrollments.ts';
import { enrollmentDoc } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { DAY_SECONDS } from '../../fixtures/course.ts';
import { useOwnProject } from '../project.ts';
import { enrolling, enrollmentsIn, openCourse, seatsOf, students } from './school.ts';

useOwnProject('expiry');

afterAll(() => lanes().close());

const DAY_MS = DAY_SECONDS * 1_000;

/** A free course, so that its students are ACTIVE at once; it has to be completed within ten days. */
async function openTenDayCourse(uids: readonly string[]): Promise<Id> {
  const terms = { completeWithin: { from: 'registration' as const, seconds: 10 * DAY_SECONDS } };
  const courseId = await openCourse({ capacity: 500, price: 0, terms });
  await Promise.all(uids.map(uid => enrolling({ uid, courseId })));
  return courseId;
}

const inDays = (days: number): Date => new Date(Date.now() + days * DAY_MS);

describe('expireEnrollments', () => {
  it('closes what is overdue, page after page, and keeps the seat spent; a second run changes nothing', async () => {
    const courseId = await openTenDayCourse(students(120));
    expect(await closeOverdueEnrollments({ now: inDays(9) })).toEqual({
      expired: 0,
      cancelled: 0,
      unchanged: 0,
      failed: 0,
    });
    laneMetrics.reset();
    expect(await closeOverdueEnrollments({ now: inDays(11) })).toEqual({
      expired: 120,
      cancelled: 0,
      unchanged: 0,
      failed: 0,
    });
    const { documentsRead, documentsWritten } = laneMetrics.snapshot().total;
    expect({ documentsRead, documentsWritten }).toEqual({ documentsRead: 120, documentsWritten: 120 });
    for (const enrollment of (await enrollmentsIn(courseId)).values())
      expect(enrollment).toMatchObject({ enrollmentStatus: 'EXPIRED', accessStatus: 'EXPIRED' });
    expect(await seatsOf(courseId)).toMatchObject({ taken: 120 });
    expect(await closeOverdueEnrollments({ now: inDays(11) })).toEqual({
      expired: 0,
      cancelled: 0,
      unchanged: 0,
      failed: 0,
    });
  });

  it('one enrollment that cannot be closed holds up none of the others', async () => {
    const courseId = await openTenDayCourse(['a', 'b', 'c']);
    const broken = firestore().doc(enrollmentDoc({ userId: Id.parse('b'), courseId }).path);
    await broken.update({ price: 'broken' });
    expect(await closeOverdueEnrollments({ now: inDays(11) })).toEqual({
      expired: 2,
      cancelled: 0,
      unchanged: 0,
      failed: 1,
    });
    await broken.update({ price: 0 });
    expect(await closeOverdueEnrollments({ now: inDays(11) })).toEqual({
      expired: 1,
      cancelled: 0,
      unchanged: 0,
      failed: 0,
    });
  });

  it('the nightly run tells the scheduler of a failure, so that it runs again', async () => {
    const courseId = await openTenDayCourse(['a']);
    const overdue = firestore().doc(enrollmentDoc({ userId: Id.parse('a'), courseId }).path);
    await overdue.update({ expiresAt: new Date(0), price: 'broken' });
    const night = { scheduleTime: '2026-03-01T09:15:00Z' };
    await expect(expireEnrollments.run(night)).rejects.toThrow('could not be closed: 1');
    await overdue.update({ price: 0 });
    await expireEnrollments.run(night);
    expect((await overdue.get()).get('enrollmentStatus')).toBe('EXPIRED');
  });

  it('a student who completed the course after the sweep found it keeps it', async () => {
    const courseId = await openTenDayCourse(['a']);
    const key = { userId: Id.parse('a'), courseId };
    await firestore().doc(enrollmentDoc(key).path).update({ enrollmentStatus: 'COMPLETED' });
    const { outcome } = await lanes().submit(expireCommand({ key, now: inDays(11) }));
    expect(outcome).toEqual({ result: 'unchanged' });
  });
});
