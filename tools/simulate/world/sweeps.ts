import { closeSilentSessions } from '../../../functions/src/compliance/close-stale-sessions.ts';
import { carryOutPending } from '../../../functions/src/effects/carry-out-outbox-entry.ts';
import { closeOverdueEnrollments } from '../../../functions/src/enrollments/expire-enrollments.ts';
import { sweepEvents } from '../../../functions/src/payments/sweep-stripe-events.ts';
import { systemClock } from '../../../functions/src/platform/clock.ts';
import { closeOverdueAttempts } from '../../../functions/src/quizzes/finish-overdue-attempts.ts';
import { endOverdueReservations } from '../../../functions/src/units/expire-reservations.ts';
import { expireOverdueChallenges } from '../../../functions/src/verification/expire-overdue-challenges.ts';

/** What the schedule runs, each by the clock of the process it runs in. */
export const sweeps: Readonly<Record<string, () => Promise<unknown>>> = {
  expireOverdueChallenges: () => expireOverdueChallenges({ now: systemClock.now() }),
  closeSilentSessions: () => closeSilentSessions({ now: systemClock.now() }),
  closeOverdueAttempts: () => closeOverdueAttempts({ now: systemClock.now() }),
  closeOverdueEnrollments: () => closeOverdueEnrollments({ now: systemClock.now() }),
  endOverdueReservations: () => endOverdueReservations({ now: systemClock.now() }),
  sweepEvents: () => sweepEvents({ now: systemClock.now() }),
  carryOutPending: () => carryOutPending({ now: systemClock.now() }),
};
