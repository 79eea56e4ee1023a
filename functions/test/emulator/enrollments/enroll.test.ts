import { randomUUID } from 'node:crypto';
import { laneMetrics, lanes } from '../../../src/commit/index.ts';
import { refusalOf } from '../call.ts';
import { useOwnProject } from '../project.ts';
import { cancelling, enrolling, enrollmentsIn, ledgerOf, openCourse, policyIdOf, seatsOf } from './school.ts';

useOwnProject('enroll');

afterAll(() => lanes().close());

/** Documents that an operation costs. */
async function costOf(operation: string, work: () => Promise<unknown>) {
  laneMetrics.reset();
  await work();
  const { documentsRead: reads, documentsWritten: writes } =
    laneMetrics.snapshot().byOperation[operation] ?? {};
  return { reads, writes };
}

const uid = 'student-1';

describe('enroll', () => {
  it('answers what is due and how many seats are left', async () => {
    const courseId = await openCourse({ capacity: 3, waitlistCapacity: 1 });
    expect(await enrolling({ uid, courseId })).toEqual({
      enrollmentStatus: 'PENDING_PAYMENT',
      amountDue: 59_900,
      currency: 'usd',
      seatsLeft: 2,
      replayed: false,
    });
    expect((await enrollmentsIn(courseId)).get(uid)).toMatchObject({
      timeZone: 'America/New_York',
      policyId: policyIdOf(courseId),
      policyVersion: 1,
    });
  });

  it('the same request sent twice at once enrolls once and is answered alike', async () => {
    const courseId = await openCourse({ capacity: 3 });
    const requestId = randomUUID();
    const answers = await Promise.all([
      enrolling({ uid, courseId, requestId }),
      enrolling({ uid, courseId, requestId: requestId.toUpperCase() }),
    ]);
    const [first, second] = answers.sort((a, b) => Number(a.replayed) - Number(b.replayed));
    expect(first?.replayed).toBe(false);
    expect(second).toEqual({ ...first, replayed: true });
    expect(await seatsOf(courseId)).toMatchObject({ taken: 1 });
  });

  it('a request id that was used for something else is refused, whatever that was', async () => {
    const courseId = await openCourse({ capacity: 3 });
    const otherCourse = await openCourse({ capacity: 3 });
    const requestId = randomUUID();
    await enrolling({ uid, courseId, requestId });
    const reuses = [
      enrolling({ uid, courseId, requestId, timeZone: 'America/Chicago' }),
      enrolling({ uid, courseId: otherCourse, requestId }),
      cancelling({ uid, courseId, requestId }),
    ];
    for (const reuse of reuses) expect(await refusalOf(reuse)).toBe('already-exists REQUEST_ID_REUSED');
    expect(await seatsOf(otherCourse)).toMatchObject({ taken: 0 });
    await expect(enrolling({ uid: 'student-2', courseId, requestId })).resolves.toMatchObject({
      replayed: false,
    });
  });

  it('two requests of one student make one enrollment with one tuition', async () => {
    const courseId = await openCourse({ capacity: 3 });
    const outcomes = await Promise.all([
      refusalOf(enrolling({ uid, courseId })),
      refusalOf(enrolling({ uid, courseId })),
    ]);
    expect(outcomes.sort()).toEqual(['failed-precondition ALREADY_ENROLLED', 'ok']);
    const enrollments = [...(await enrollmentsIn(courseId)).values()];
    expect(enrollments).toHaveLength(1);
    for (const enrollment of enrollments) expect(await ledgerOf(enrollment)).toHaveLength(1);
    expect(await seatsOf(courseId)).toMatchObject({ taken: 1 });
  });

  it('a course that nobody made is not found, and nothing is written', async () => {
    const cost = await costOf('enroll', async () => {
      expect(await refusalOf(enrolling({ uid, courseId: 'no-such-course' }))).toBe(
        'not-found COURSE_NOT_FOUND',
      );
    });
    expect(cost.writes ?? 0).toBe(0);
  });

  it('a cancelled enrollment stays closed', async () => {
    const courseId = await openCourse({ capacity: 3 });
    await enrolling({ uid, courseId });
    expect(await cancelling({ uid, courseId })).toEqual({ enrollmentStatus: 'CANCELLED', replayed: false });
    expect(await refusalOf(enrolling({ uid, courseId }))).toBe('failed-precondition ENROLLMENT_CLOSED');
    expect(await refusalOf(cancelling({ uid, courseId }))).toBe('failed-precondition ILLEGAL_TRANSITION');
    expect(await seatsOf(courseId)).toMatchObject({ taken: 0 });
  });

  it('a new price is for those who come later', async () => {
    const courseId = await openCourse({ capacity: 3 });
    await enrolling({ uid: 'early', courseId });
    await openCourse({ courseId, capacity: 3, price: 64_900 });
    expect(await enrolling({ uid: 'late', courseId })).toMatchObject({ amountDue: 64_900 });
    expect((await enrollmentsIn(courseId)).get('early')).toMatchObject({ amountDue: 59_900 });
  });
});

describe('what it costs in documents', () => {
  it('enroll reads the seats and writes 4, one less for a waiting place; a replay and a refusal only read', async () => {
    const courseId = await openCourse({ capacity: 1, waitlistCapacity: 1 });
    const request = { uid, courseId, requestId: randomUUID() };
    expect(await costOf('enroll', () => enrolling(request))).toEqual({ reads: 1, writes: 4 });
    expect(await costOf('enroll', () => enrolling(request))).toEqual({ reads: 5, writes: 0 });
    const waiting = { uid: 'student-2', courseId };
    expect(await costOf('enroll', () => enrolling(waiting))).toEqual({ reads: 1, writes: 3 });
    const late = { uid: 'student-3', courseId };
    expect(await costOf('enroll', () => refusalOf(enrolling(late)))).toEqual({ reads: 5, writes: 0 });
  });

  it('cancelEnrollment reads 2 and writes 4, one more to promote somebody; a replay only reads', async () => {
    const courseId = await openCourse({ capacity: 2, waitlistCapacity: 1 });
    for (const student of ['a', 'b', 'c']) await enrolling({ uid: student, courseId });
    const request = { uid: 'a', courseId, requestId: randomUUID() };
    expect(await costOf('cancelEnrollment', () => cancelling(request))).toEqual({ reads: 2, writes: 5 });
    expect(await costOf('cancelEnrollment', () => cancelling(request))).toEqual({ reads: 7, writes: 0 });
    const waiting = { uid: 'c', courseId };
    expect(await costOf('cancelEnrollment', () => cancelling(waiting))).toEqual({ reads: 2, writes: 3 });
    const last = { uid: 'b', courseId };
    expect(await costOf('cancelEnrollment', () => cancelling(last))).toEqual({ reads: 2, writes: 4 });
  });
});
