import type { Seats } from '../catalog/schema.ts';
import { hasFreeSeat } from '../catalog/seats.ts';
import { seatStudent } from './registration.ts';
import type { Enrollment, LedgerEntry } from './schema.ts';
import { leaveWaitlist, takeSeat } from './seat-gate.ts';

export type Promotion =
  | {
      readonly kind: 'promoted';
      readonly seats: Seats;
      readonly enrollment: Enrollment;
      readonly tuition: LedgerEntry;
    }
  /** Promoted by somebody else, or gone: the next in line is to be asked. */
  | { readonly kind: 'notWaiting' }
  | { readonly kind: 'noFreeSeat' };

/** Gives a free seat to somebody who waits, at the price that was offered when the waiting began. */
export function promote({
  enrollment,
  seats,
  now,
}: {
  enrollment: Enrollment | undefined;
  seats: Seats | undefined;
  now: Date;
}): Promotion {
  if (enrollment?.enrollmentStatus !== 'WAITLISTED') return { kind: 'notWaiting' };
  if (seats === undefined || !hasFreeSeat(seats)) return { kind: 'noFreeSeat' };
  const { enrollment: seated, entry } = seatStudent({ enrollment, now });
  return { kind: 'promoted', seats: takeSeat(leaveWaitlist(seats)), enrollment: seated, tuition: entry };
}
