import type { Firestore } from '@google-cloud/firestore';
import { seatsDoc } from '../../functions/src/catalog/store.ts';
import { nothingLearnt } from '../../functions/src/enrollments/learning.ts';
import type { Enrollment, LedgerEntry } from '../../functions/src/enrollments/schema.ts';
import { enrollmentDoc, ledgerEntryDoc } from '../../functions/src/enrollments/store.ts';
import { Id } from '../../functions/src/platform/ids.ts';

const courseId = Id.parse('reconcile');
const PRICE = 59_900;
const registeredAt = new Date('2026-03-01T15:00:00Z');
const terms = { minimumPaidToOpen: 10_000, overpayment: 'credit', completeWithin: null } as const;
const offer = { published: true, price: PRICE, currency: 'usd', policyId: 'bench-policy', policyVersion: 1 };

/** Waits here, so that what is to be written does not pile up in memory. */
const CHUNK = 2_000;

/** Written past the functions, since enrolling so many one by one takes an hour: registered, nothing paid yet. */
export async function seedEnrollments(input: {
  database: Firestore;
  enrollments: number;
  say: (text: string) => void;
}): Promise<void> {
  const { database, enrollments, say } = input;
  const writer = database.bulkWriter({ throttling: false });
  const seats = { capacity: enrollments, taken: enrollments, waitlistCapacity: 0, waitlisted: 0 };
  await database.doc(`courses/${courseId}`).set({ ...offer, courseId, terms });
  await database
    .doc(seatsDoc(courseId).path)
    .set({ ...seats, nextWaitlistNumber: 1, offer: { ...offer, terms } });
  for (let from = 0; from < enrollments; from += CHUNK) {
    for (let index = from; index < Math.min(from + CHUNK, enrollments); index += 1) {
      for (const [path, data] of documentsOf(index)) void writer.set(database.doc(path), { ...data });
    }
    await writer.flush();
    if (from % (10 * CHUNK) === 0) say(`wrote ${from + CHUNK} of ${enrollments} enrollments …`);
  }
  await writer.close();
}

function documentsOf(index: number): readonly (readonly [string, object])[] {
  const key = { userId: Id.parse(`student-${String(index).padStart(6, '0')}`), courseId };
  const { path } = enrollmentDoc(key);
  const entryId = Id.parse(`tuition_registration-${index}`);
  return [
    [path, enrollmentOf(key, index)],
    [ledgerEntryDoc({ accountPath: path, entryId }).path, tuitionOf(entryId)],
  ];
}

const enrollmentOf = (key: { userId: Id; courseId: Id }, index: number): Enrollment => ({
  ...key,
  registrationId: Id.parse(`registration-${index}`),
  enrollmentStatus: 'PENDING_PAYMENT',
  paymentStatus: 'PENDING',
  accessStatus: 'LOCKED',
  price: PRICE,
  amountTotal: PRICE,
  amountPaid: 0,
  amountDue: PRICE,
  amountRefunded: 0,
  amountDisputed: 0,
  creditBalance: 0,
  currency: 'usd',
  policyId: Id.parse('bench-policy'),
  policyVersion: 1,
  terms,
  timeZone: 'America/New_York',
  openPayment: null,
  waitlistNumber: null,
  registeredAt,
  activatedAt: null,
  expiresAt: null,
  cancelledAt: null,
  cancelReason: null,
  ...nothingLearnt,
});

const tuitionOf = (entryId: Id): LedgerEntry => ({
  entryId,
  kind: 'tuition',
  amount: PRICE,
  currency: 'usd',
  effect: { total: PRICE, paid: 0, refunded: 0, disputed: 0 },
  paymentIntentId: null,
  recordedAt: registeredAt,
});
