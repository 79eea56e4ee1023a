import fc from 'fast-check';
import { balanceEqualsLedger } from '../../../src/enrollments/balance.ts';
import { accessStatusFrom } from '../../../src/enrollments/enrollment.ts';
import { seatsEqualEnrollments } from '../../../src/enrollments/seat-gate.ts';
import { School, type Step } from './school-model.ts';

const student = fc.integer({ min: 1, max: 12 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('enroll' as const), student }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('cancel' as const), student }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('promoteNext' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('setCapacity' as const),
      capacity: fc.integer({ min: 0, max: 6 }),
    }),
  },
);
const story = fc.record({
  capacity: fc.integer({ min: 0, max: 5 }),
  waitlistCapacity: fc.integer({ min: 0, max: 4 }),
  steps: fc.array(step, { maxLength: 80 }),
});

/** Runs stories; `check` sees the school after every step, with what was taken before it. */
function always(check: (school: School, before: { taken: number; step: Step }) => void): void {
  fc.assert(
    fc.property(story, ({ steps, ...size }) => {
      const school = new School(size);
      for (const next of steps) {
        const before = { taken: school.seats.taken, step: next };
        school.take(next);
        check(school, before);
      }
    }),
    { numRuns: 400 },
  );
}

describe('however students enroll, cancel and are promoted, and however the capacity changes', () => {
  it('seats are never oversold: the count only grows while a seat is free', () => {
    always(({ seats }, before) => {
      expect(seats.taken).toBeGreaterThanOrEqual(0);
      if (seats.taken > before.taken) expect(seats.taken).toBeLessThanOrEqual(seats.capacity);
      if (before.step.kind === 'setCapacity') expect(seats.taken).toBe(before.taken);
    });
  });

  it('the counts are those of the enrollments, and of two plain lists', () => {
    always(({ seats, enrollments, plain }) => {
      const statuses = [...enrollments.values()].map(enrollment => enrollment.enrollmentStatus);
      expect(seatsEqualEnrollments(seats, statuses)).toBe(true);
      expect(seats).toMatchObject({ taken: plain.seated.size, waitlisted: plain.queue.length });
    });
  });

  it('nobody both sits and waits, and the queue keeps its order', () => {
    always(school => {
      expect(school.waiting()).toEqual(school.plain.queue);
      for (const [student, { enrollmentStatus, waitlistNumber }] of school.enrollments) {
        expect(waitlistNumber !== null).toBe(enrollmentStatus === 'WAITLISTED');
        expect(school.plain.seated.has(student) && school.plain.queue.includes(student)).toBe(false);
      }
    });
  });

  it('every balance is the sum of its ledger, and access follows from it', () => {
    always(({ enrollments, ledgers }) => {
      for (const [student, enrollment] of enrollments) {
        expect(balanceEqualsLedger(enrollment, ledgers.get(student) ?? [])).toBe(true);
        expect(enrollment.accessStatus).toBe(accessStatusFrom(enrollment));
        const isCharged = enrollment.enrollmentStatus === 'PENDING_PAYMENT';
        expect(enrollment.amountDue).toBe(isCharged ? enrollment.price : 0);
      }
    });
  });
});
