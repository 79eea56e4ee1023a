import { increment } from 'firebase/firestore';
import { ACTORS } from './actors.ts';
import type { BrowserAttempt } from './browser-attempt.ts';
import { documentPath } from './path-access.ts';

const { owner, otherStudent, admin } = ACTORS;

const profile = documentPath('users/{uid}');
const enrollment = documentPath('users/{uid}/courses/{courseId}');
const seats = documentPath('courses/{courseId}/counters/seats');

/** A browser may write none of these, its own student's least of all. */
export const MONEY_ATTACKS: readonly BrowserAttempt[] = [
  {
    name: 'a student marks the tuition as paid',
    as: owner,
    run: browser => browser.doc(enrollment).update({ amountPaid: 40_000, amountDue: 0 }),
  },
  {
    name: 'a student counts one cent up',
    as: owner,
    run: browser => browser.doc(enrollment).update({ amountPaid: increment(1) }),
  },
  {
    name: 'a student opens the course without paying',
    as: owner,
    run: browser => browser.doc(enrollment).set({ accessStatus: 'ACTIVE' }, { merge: true }),
  },
  {
    name: 'a student writes a payment into the ledger',
    as: owner,
    run: browser => browser.doc(`${enrollment}/ledger/pi_forged-payment`).set({ amount: 40_000 }),
  },
  {
    name: 'a student enrolls in a browser',
    as: owner,
    run: browser => browser.doc(`${profile}/courses/another`).set({ accessStatus: 'ACTIVE' }),
  },
  {
    name: 'a student frees a seat',
    as: otherStudent,
    run: browser => browser.doc(seats).update({ taken: increment(-1) }),
  },
  {
    name: 'a permitted profile change carries a forbidden amount in its batch',
    as: owner,
    run: browser =>
      browser
        .batch()
        .update(browser.doc(profile), { displayName: 'Mallory' })
        .update(browser.doc(enrollment), { amountPaid: 40_000 })
        .commit(),
  },
  {
    name: 'a transaction reads the enrollment and pays it',
    as: owner,
    run: browser =>
      browser.runTransaction(async transaction => {
        await transaction.get(browser.doc(enrollment));
        transaction.update(browser.doc(profile), { displayName: 'Mallory' });
        transaction.update(browser.doc(enrollment), { amountPaid: 40_000 });
      }),
  },
  {
    name: 'an admin corrects a balance by hand',
    as: admin,
    run: browser => browser.doc(enrollment).update({ amountPaid: 40_000 }),
  },
];
