import { z } from 'zod';
import { laneMetrics, lanes } from '../../../src/commit/index.ts';
import { onOutboxEntryCreated } from '../../../src/effects/carry-out-outbox-entry.ts';
import { balanceEqualsLedger } from '../../../src/enrollments/balance.ts';
import { promoteWaitlisted } from '../../../src/enrollments/promote-waitlisted.ts';
import { enrollmentDoc } from '../../../src/enrollments/store.ts';
import { OutboxEntry } from '../../../src/outbox/schema.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { plainOf } from '../../../src/platform/plain.ts';
import { useOwnProject } from '../project.ts';
import { cancelling, enrolling, enrollmentsIn, ledgerOf, openCourse, seatsOf } from './school.ts';

useOwnProject('waitlist');

afterAll(() => lanes().close());

/** `seated` get the seats, `waiting` queue up, in this order. */
async function fullCourse({ seated, waiting }: { seated: readonly string[]; waiting: readonly string[] }) {
  const courseId = await openCourse({ capacity: seated.length, waitlistCapacity: 50 });
  for (const uid of [...seated, ...waiting]) await enrolling({ uid, courseId });
  return courseId;
}

async function statusesIn(courseId: Id): Promise<Record<string, string>> {
  const enrollments = [...(await enrollmentsIn(courseId)).values()];
  return Object.fromEntries(enrollments.map(({ userId, enrollmentStatus }) => [userId, enrollmentStatus]));
}

async function promotionsAskedFor(courseId: Id): Promise<number> {
  const found = await firestore().collection('outbox').where('courseId', '==', courseId).get();
  return z.array(OutboxEntry).parse(found.docs.map(document => plainOf(document.data()))).length;
}

describe('the waiting list', () => {
  it('a cancelled seat goes to the first in line, who then owes the tuition', async () => {
    const courseId = await fullCourse({ seated: ['a', 'b'], waiting: ['c', 'd'] });
    await cancelling({ uid: 'a', courseId });
    expect(await promotionsAskedFor(courseId)).toBe(1);
    expect(await enrolling({ uid: 'newcomer', courseId })).toMatchObject({ enrollmentStatus: 'WAITLISTED' });
    expect(await promoteWaitlisted({ courseId })).toEqual({ promoted: 1 });
    expect(await statusesIn(courseId)).toEqual({
      a: 'CANCELLED',
      b: 'PENDING_PAYMENT',
      c: 'PENDING_PAYMENT',
      d: 'WAITLISTED',
      newcomer: 'WAITLISTED',
    });
    const promoted = (await enrollmentsIn(courseId)).get('c');
    if (promoted === undefined) throw new Error('c is gone');
    expect(promoted).toMatchObject({ amountDue: 59_900, waitlistNumber: null });
    expect(balanceEqualsLedger(promoted, await ledgerOf(promoted))).toBe(true);
  });

  it('a promotion reads 2 documents and writes 3; carrying it out again writes nothing', async () => {
    const courseId = await fullCourse({ seated: ['a'], waiting: ['b', 'c'] });
    await cancelling({ uid: 'a', courseId });
    laneMetrics.reset();
    await promoteWaitlisted({ courseId });
    // Two commands: one that seats, one that finds no free seat.
    expect(laneMetrics.snapshot().total).toMatchObject({ documentsRead: 4, documentsWritten: 3 });
    laneMetrics.reset();
    expect(await promoteWaitlisted({ courseId })).toEqual({ promoted: 0 });
    expect(laneMetrics.snapshot().total.documentsWritten).toBe(0);
  });

  it('several promotions at once give each freed seat once, in the order of the queue', async () => {
    const waiting = Array.from({ length: 25 }, (_, index) => `w${index}`);
    const courseId = await fullCourse({ seated: ['a', 'b', 'c', 'd'], waiting });
    await Promise.all(['a', 'b', 'c'].map(uid => cancelling({ uid, courseId })));
    await Promise.all([1, 2, 3, 4].map(() => promoteWaitlisted({ courseId })));
    const statuses = await statusesIn(courseId);
    expect(waiting.filter(uid => statuses[uid] === 'PENDING_PAYMENT')).toEqual(['w0', 'w1', 'w2']);
    expect(await seatsOf(courseId)).toMatchObject({ taken: 4, waitlisted: 22 });
  });

  it('a raised capacity asks for a promotion, and more wait than fit on a page', async () => {
    const waiting = Array.from({ length: 30 }, (_, index) => `w${index}`);
    const courseId = await fullCourse({ seated: ['a'], waiting });
    await openCourse({ courseId, capacity: 26, waitlistCapacity: 50 });
    expect(await promotionsAskedFor(courseId)).toBe(1);
    expect(await promoteWaitlisted({ courseId })).toEqual({ promoted: 25 });
    const statuses = await statusesIn(courseId);
    expect(waiting.filter(uid => statuses[uid] === 'WAITLISTED')).toEqual(waiting.slice(25));
  });

  it('an error on the first in line passes nobody over: all wait until it is mended', async () => {
    const courseId = await fullCourse({ seated: ['a'], waiting: ['b', 'c'] });
    const first = firestore().doc(enrollmentDoc({ userId: Id.parse('b'), courseId }).path);
    await first.update({ price: 'broken' });
    await cancelling({ uid: 'a', courseId });
    await expect(promoteWaitlisted({ courseId })).rejects.toThrow();
    expect(await seatsOf(courseId)).toMatchObject({ taken: 0, waitlisted: 2 });
    await first.update({ price: 59_900 });
    expect(await promoteWaitlisted({ courseId })).toEqual({ promoted: 1 });
    expect(await statusesIn(courseId)).toMatchObject({ b: 'PENDING_PAYMENT', c: 'WAITLISTED' });
  });

  it('a promotion is carried out for ids of full length too, by its trigger', async () => {
    const courseId = Id.parse('c'.padEnd(128, 'x'));
    await openCourse({ courseId, capacity: 1, waitlistCapacity: 50 });
    const [seated, waiting, last] = ['a', 'b', 'd'].map(letter => letter.padEnd(128, 'x'));
    for (const uid of [seated, waiting, last]) await enrolling({ uid: `${uid}`, courseId });
    await cancelling({ uid: `${seated}`, courseId });
    await openCourse({ courseId, capacity: 2, waitlistCapacity: 50 });
    const asked = await firestore().collection('outbox').where('courseId', '==', courseId).get();
    expect(asked.size).toBe(2);
    for (const { id } of asked.docs)
      await Reflect.apply(onOutboxEntryCreated.run, undefined, [{ params: { id } }]);
    const statuses = Object.values(await statusesIn(courseId));
    expect(statuses.sort()).toEqual(['CANCELLED', 'PENDING_PAYMENT', 'PENDING_PAYMENT']);
  });

  it('whoever leaves the queue is passed over', async () => {
    const courseId = await fullCourse({ seated: ['a'], waiting: ['b', 'c'] });
    await cancelling({ uid: 'b', courseId });
    await cancelling({ uid: 'a', courseId });
    await promoteWaitlisted({ courseId });
    expect(await statusesIn(courseId)).toEqual({ a: 'CANCELLED', b: 'CANCELLED', c: 'PENDING_PAYMENT' });
  });
});
