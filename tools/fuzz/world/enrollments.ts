import type { Enrollment, LedgerEntry } from '../../../functions/src/enrollments/schema.ts';
import { enrollmentDoc, ledgerEntryDoc } from '../../../functions/src/enrollments/store.ts';
import { Id } from '../../../functions/src/platform/ids.ts';
import { someEnrollment } from '../../../functions/test/fixtures/enrollment.ts';
import { someIdentity } from '../../../functions/test/fixtures/identity-checks.ts';
import { type CourseState, courses, lessons, PRICE, policyOf } from './catalog.ts';
import { type Seed, seed } from './seed.ts';

const DAY_MS = 86_400_000;
const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS);

export const registrationOf = ({ uid, state }: { uid: Id; state: CourseState }): Id =>
  Id.parse(`registration-${state}-${uid}`);

/** Paid in full, open, four hours credited: changed below by what the course is for. */
function paid({ uid, state }: { uid: Id; state: CourseState }): Enrollment {
  return someEnrollment({
    userId: uid,
    courseId: courses[state],
    registrationId: registrationOf({ uid, state }),
    policyId: policyOf(state),
    enrollmentStatus: 'ACTIVE',
    paymentStatus: 'COMPLETED',
    accessStatus: 'ACTIVE',
    amountPaid: PRICE,
    amountDue: 0,
    registeredAt: daysAgo(30),
    activatedAt: daysAgo(29),
    expiresAt: null,
    creditedSeconds: 14_400,
    completedLessonIds: [lessons.done],
  });
}

/** What distinguishes the enrollment of a course from one that is paid and open. */
export function enrollmentOf(input: {
  uid: Id;
  state: CourseState;
  openChallenge: Enrollment['identity']['openChallenge'];
}): Enrollment {
  const { state, openChallenge } = input;
  const usual = paid(input);
  switch (state) {
    case 'toPay':
      return {
        ...usual,
        enrollmentStatus: 'PENDING_PAYMENT',
        paymentStatus: 'PENDING',
        accessStatus: 'LOCKED',
        amountPaid: 0,
        amountDue: PRICE,
        activatedAt: null,
        creditedSeconds: 0,
        completedLessonIds: [],
      };
    case 'toCheck':
      return { ...usual, identity: someIdentity({ openChallenge, asked: 1, wrong: 1, wrongInARow: 1 }) };
    case 'locked':
      return {
        ...usual,
        accessStatus: 'SUSPENDED',
        identity: someIdentity({ lock: { cause: 'staff', lockedAt: daysAgo(1), until: null } }),
      };
    case 'done':
      return {
        ...usual,
        enrollmentStatus: 'COMPLETED',
        completedLessonIds: Object.values(lessons),
        completedAt: daysAgo(2),
      };
    case 'certified':
      return {
        ...usual,
        enrollmentStatus: 'CERTIFIED',
        completedLessonIds: Object.values(lessons),
        completedAt: daysAgo(2),
        certifiedAt: daysAgo(1),
      };
    case 'toEnroll':
    case 'toStudy':
    case 'toTest':
      return usual;
  }
}

/** An enrollment with the ledger it is the sum of. */
export function enrollmentSeeds(input: {
  uid: Id;
  state: CourseState;
  openChallenge: Enrollment['identity']['openChallenge'];
  paymentId: Id;
}): Seed[] {
  const { uid, state, paymentId } = input;
  const enrollment = enrollmentOf(input);
  const doc = enrollmentDoc({ userId: uid, courseId: courses[state] });
  const accountPath = doc.path;
  const entry = (changes: Pick<LedgerEntry, 'entryId' | 'kind' | 'effect'>): Seed =>
    seed(ledgerEntryDoc({ accountPath, entryId: changes.entryId }), {
      ...changes,
      amount: PRICE,
      currency: 'usd',
      paymentIntentId: changes.kind === 'payment' ? paymentId : null,
      recordedAt: daysAgo(29),
    });
  const none = { total: 0, paid: 0, refunded: 0, disputed: 0 };
  const tuition = entry({
    entryId: Id.parse(`tuition_${enrollment.registrationId}`),
    kind: 'tuition',
    effect: { ...none, total: PRICE },
  });
  const payment = entry({ entryId: paymentId, kind: 'payment', effect: { ...none, paid: PRICE } });
  return [seed(doc, enrollment), tuition, ...(enrollment.amountPaid === 0 ? [] : [payment])];
}
