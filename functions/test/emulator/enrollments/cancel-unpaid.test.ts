import { laneMetrics, lanes } from '../../../src/commit/index.ts';
import { balanceEqualsLedger } from '../../../src/enrollments/balance.ts';
import {
  cancelUnpaidCommand,
  closeOverdueEnrollments,
  type ExpiryCounts,
} from '../../../src/enrollments/expire-enrollments.ts';
import { promoteWaitlisted } from '../../../src/enrollments/promote-waitlisted.ts';
import type { Enrollment } from '../../../src/enrollments/schema.ts';
import { enrollmentDoc } from '../../../src/enrollments/store.ts';
import { bookMoney } from '../../../src/payments/book-money.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { DAY_SECONDS } from '../../fixtures/course.ts';
import { paid } from '../../unit/payments/facts.ts';
import { useOwnProject } from '../project.ts';
import { enrolling, enrollmentsIn, ledgerOf, openCourse, seatsOf, students } from './school.ts';

useOwnProject('unpaid');

afterAll(() => lanes().close());

// The job looks at all courses: what one test leaves running, the next would find.
afterEach(() => closeOverdueEnrollments({ now: inDays(100) }));

const PRICE = 59_900;
/** Opens the course. */
const MINIMUM = 10_000;
const terms = {
  minimumPaidToOpen: MINIMUM,
  completeWithin: { from: 'registration' as const, seconds: 10 * DAY_SECONDS },
};
const inDays = (days: number): Date => new Date(Date.now() + days * DAY_SECONDS * 1_000);
const nobody: ExpiryCounts = { expired: 0, cancelled: 0, unchanged: 0, failed: 0 };

/** Seats for all but the last, who waits for one. */
async function fullCourse(uids: readonly string[]): Promise<Id> {
  const courseId = await openCourse({ capacity: uids.length - 1, waitlistCapacity: 1, price: PRICE, terms });
  for (const uid of uids) await enrolling({ uid, courseId });
  return courseId;
}

async function enrollmentOf(uid: string, courseId: Id): Promise<Enrollment> {
  const enrollment = (await enrollmentsIn(courseId)).get(uid);
  if (enrollment === undefined) throw new Error(`${uid} is not enrolled`);
  return enrollment;
}

const keyOf = (uid: string, courseId: Id) => ({ userId: Id.parse(uid), courseId });
const pay = (input: { uid: string; courseId: Id; amount: number }) =>
  bookMoney({ key: keyOf(input.uid, input.courseId), facts: [paid(input.amount)], event: undefined });
const endNow = (uid: string, courseId: Id) =>
  firestore()
    .doc(enrollmentDoc(keyOf(uid, courseId)).path)
    .update({ expiresAt: new Date() });
const promotionsAskedFor = async (courseId: Id): Promise<number> =>
  (await firestore().collection('outbox').where('courseId', '==', courseId).get()).size;

describe('a course that is not paid in time', () => {
  it('ends: its seat goes to who waits, its tuition is taken back, what was paid of it is credit', async () => {
    const courseId = await fullCourse(['late', 'waiting']);
    await pay({ uid: 'late', courseId, amount: MINIMUM - 1 });
    expect(await closeOverdueEnrollments({ now: inDays(9) })).toEqual(nobody);
    laneMetrics.reset();
    expect(await closeOverdueEnrollments({ now: inDays(11) })).toEqual({ ...nobody, cancelled: 1 });
    const { documentsRead, documentsWritten } = laneMetrics.snapshot().total;
    expect({ documentsRead, documentsWritten }).toEqual({ documentsRead: 2, documentsWritten: 4 });
    const ended = await enrollmentOf('late', courseId);
    expect(ended).toMatchObject({
      enrollmentStatus: 'CANCELLED',
      accessStatus: 'LOCKED',
      cancelReason: 'Not paid in time',
      amountTotal: 0,
      amountDue: 0,
      amountPaid: MINIMUM - 1,
      creditBalance: MINIMUM - 1,
    });
    expect(balanceEqualsLedger(ended, await ledgerOf(ended))).toBe(true);
    expect(await seatsOf(courseId)).toMatchObject({ taken: 0, waitlisted: 1 });
    expect(await promotionsAskedFor(courseId)).toBe(1);
    expect(await promoteWaitlisted({ courseId })).toEqual({ promoted: 1 });
    expect(await enrollmentOf('waiting', courseId)).toMatchObject({
      enrollmentStatus: 'PENDING_PAYMENT',
      amountDue: PRICE,
    });
    expect(await seatsOf(courseId)).toMatchObject({ taken: 1, waitlisted: 0 });
  });

  it('ends once, however often and at once the job runs', async () => {
    const courseId = await fullCourse(['late', 'other', 'waiting']);
    const now = inDays(11);
    const runs = await Promise.all([1, 2, 3].map(() => closeOverdueEnrollments({ now })));
    expect(runs.map(({ failed }) => failed)).toEqual([0, 0, 0]);
    expect(runs.reduce((sum, { cancelled }) => sum + cancelled, 0)).toBe(2);
    expect(await closeOverdueEnrollments({ now })).toEqual(nobody);
    expect(await seatsOf(courseId)).toMatchObject({ taken: 0, waitlisted: 1 });
    const kinds = (await ledgerOf(await enrollmentOf('late', courseId))).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['tuition', 'tuitionCancelled']);
    // One for each seat that came free.
    expect(await promotionsAskedFor(courseId)).toBe(2);
  });

  it('a payment that settles after its end opens nothing and is credit, whichever of the two comes first', async () => {
    const courseId = await fullCourse(['before', 'meanwhile', 'waiting']);
    for (const uid of ['before', 'meanwhile']) await endNow(uid, courseId);
    await pay({ uid: 'before', courseId, amount: PRICE });
    expect(await enrollmentOf('before', courseId)).toMatchObject({
      enrollmentStatus: 'PENDING_PAYMENT',
      accessStatus: 'LOCKED',
      amountPaid: PRICE,
    });
    await Promise.all([
      pay({ uid: 'meanwhile', courseId, amount: PRICE }),
      closeOverdueEnrollments({ now: new Date() }),
    ]);
    for (const uid of ['before', 'meanwhile']) {
      const ended = await enrollmentOf(uid, courseId);
      expect(ended).toMatchObject({
        enrollmentStatus: 'CANCELLED',
        accessStatus: 'LOCKED',
        amountTotal: 0,
        creditBalance: PRICE,
      });
      expect(balanceEqualsLedger(ended, await ledgerOf(ended))).toBe(true);
    }
    expect(await seatsOf(courseId)).toMatchObject({ taken: 0, waitlisted: 1 });
  });

  it('is let alone where it was opened, or given more time, after the job found it', async () => {
    const courseId = await fullCourse(['opened', 'granted', 'waiting']);
    const now = inDays(11);
    const found = [await enrollmentOf('opened', courseId), await enrollmentOf('granted', courseId)];
    await pay({ uid: 'opened', courseId, amount: MINIMUM });
    await firestore()
      .doc(enrollmentDoc(keyOf('granted', courseId)).path)
      .update({ expiresAt: inDays(12) });
    const ends = found.map(overdue => lanes().submit(cancelUnpaidCommand({ overdue, now })));
    for (const { outcome } of await Promise.all(ends)) expect(outcome).toEqual({ result: 'unchanged' });
    expect(await seatsOf(courseId)).toMatchObject({ taken: 2 });
  });

  it('is found page after page beside courses that were opened, none twice and none left out', async () => {
    const all = { waitlistCapacity: 0, capacity: 500, terms };
    const [free, sold] = [await openCourse({ ...all, price: 0 }), await openCourse({ ...all, price: PRICE })];
    const [studying, unpaid] = [students(60), students(70)];
    await Promise.all(studying.map(uid => enrolling({ uid, courseId: free })));
    await Promise.all(unpaid.map(uid => enrolling({ uid, courseId: sold })));
    expect(await closeOverdueEnrollments({ now: inDays(11) })).toEqual({
      ...nobody,
      expired: 60,
      cancelled: 70,
    });
    expect(await seatsOf(free)).toMatchObject({ taken: 60 });
    expect(await seatsOf(sold)).toMatchObject({ taken: 0 });
    expect(await closeOverdueEnrollments({ now: inDays(11) })).toEqual(nobody);
  });
});
