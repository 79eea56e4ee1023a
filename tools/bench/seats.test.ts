import { someSeats } from '../../functions/test/fixtures/course.ts';
import { type Rush, seatCount } from './seats.ts';

const receipt = (seatsLeft: number) =>
  ({ enrollmentStatus: 'PENDING_PAYMENT', amountDue: 59_900, currency: 'usd', seatsLeft }) as const;

const rush = (changes: Partial<Rush> = {}): Rush => ({
  seats: someSeats({ capacity: 2, taken: 2 }),
  statuses: ['PENDING_PAYMENT', 'PENDING_PAYMENT'],
  receipts: [receipt(1), receipt(0)],
  promised: 2,
  ...changes,
});

test('each seat sold once, and the gate says so', () => {
  expect(seatCount(rush())).toEqual({ missing: 0, soldTwice: 0, isExact: true });
});

test('two commits that left the same number of seats sold one of them twice, whatever the gate says later', () => {
  expect(seatCount(rush({ receipts: [receipt(1), receipt(1)] })).soldTwice).toBe(1);
});

test('who waits takes no seat', () => {
  const waiting = { ...receipt(0), enrollmentStatus: 'WAITLISTED', amountDue: 0 } as const;
  expect(seatCount(rush({ receipts: [receipt(1), receipt(0), waiting] })).soldTwice).toBe(0);
});

test('an enrollment that was promised and is not stored is missing, and the gate has drifted', () => {
  const count = seatCount(rush({ statuses: ['PENDING_PAYMENT'] }));
  expect(count).toMatchObject({ missing: 1, isExact: false });
});
