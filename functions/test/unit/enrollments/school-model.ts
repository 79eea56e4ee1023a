import type { Seats } from '../../../src/catalog/schema.ts';
import { cancel } from '../../../src/enrollments/cancellation.ts';
import { promote } from '../../../src/enrollments/promotion.ts';
import { register } from '../../../src/enrollments/registration.ts';
import type { Enrollment, LedgerEntry } from '../../../src/enrollments/schema.ts';
import { Id } from '../../../src/platform/ids.ts';
import { someSeats } from '../../fixtures/course.ts';

/** One step of a course's life. Students are numbers, so that shrinking finds the smallest story. */
export type Step =
  | { readonly kind: 'enroll'; readonly student: number }
  | { readonly kind: 'cancel'; readonly student: number }
  | { readonly kind: 'promoteNext' }
  | { readonly kind: 'setCapacity'; readonly capacity: number };

/** Who sits and who waits, as a child would keep it: two lists. */
interface PlainCourse {
  capacity: number;
  readonly seated: Set<number>;
  readonly queue: number[];
  readonly left: Set<number>;
}

/** A course kept twice: by the rules, and by two plain lists. */
export class School {
  seats: Seats;
  readonly enrollments = new Map<number, Enrollment>();
  readonly ledgers = new Map<number, LedgerEntry[]>();
  readonly plain: PlainCourse;
  readonly #waitlistCapacity: number;
  #minutes = 0;

  constructor({ capacity, waitlistCapacity }: { capacity: number; waitlistCapacity: number }) {
    this.seats = someSeats({ capacity, waitlistCapacity });
    this.plain = { capacity, seated: new Set(), queue: [], left: new Set() };
    this.#waitlistCapacity = waitlistCapacity;
  }

  take(step: Step): void {
    this.#minutes += 1;
    switch (step.kind) {
      case 'enroll':
        this.#enroll(step.student);
        break;
      case 'cancel':
        this.#cancel(step.student);
        break;
      case 'promoteNext':
        this.#promoteNext();
        break;
      case 'setCapacity':
        this.seats = { ...this.seats, capacity: step.capacity };
        this.plain.capacity = step.capacity;
    }
  }

  /** The waiting students in the order in which a query returns them. */
  waiting(): number[] {
    return [...this.enrollments]
      .filter(([, { enrollmentStatus }]) => enrollmentStatus === 'WAITLISTED')
      .sort(([, a], [, b]) => (a.waitlistNumber ?? 0) - (b.waitlistNumber ?? 0))
      .map(([student]) => student);
  }

  get #now(): Date {
    return new Date(Date.UTC(2026, 2, 1, 0, this.#minutes));
  }

  #enroll(student: number): void {
    const result = register({
      request: {
        userId: Id.parse(`student-${student}`),
        courseId: Id.parse('course'),
        registrationId: Id.parse(`registration-${student}-${this.#minutes}`),
        timeZone: 'UTC',
      },
      seats: this.seats,
      existing: this.enrollments.get(student),
      now: this.#now,
    });
    const { seated, queue, left, capacity } = this.plain;
    const isKnown = seated.has(student) || queue.includes(student) || left.has(student);
    const hasSeat = !isKnown && queue.length === 0 && seated.size < capacity;
    const hasPlace = !isKnown && !hasSeat && queue.length < this.#waitlistCapacity;
    if (result.kind === 'refused') {
      expect({ hasSeat, hasPlace }).toEqual({ hasSeat: false, hasPlace: false });
      return;
    }
    expect(result.enrollment.enrollmentStatus === 'WAITLISTED').toBe(!hasSeat);
    expect(hasSeat || hasPlace).toBe(true);
    if (hasSeat) seated.add(student);
    else queue.push(student);
    this.seats = result.seats;
    this.#store({ student, enrollment: result.enrollment, entry: result.tuition });
  }

  #cancel(student: number): void {
    const { seated, queue, left } = this.plain;
    const result = cancel({
      enrollment: this.enrollments.get(student),
      seats: this.seats,
      request: { requestId: Id.parse(`request-${this.#minutes}`), reason: 'no time' },
      now: this.#now,
    });
    const isIn = seated.delete(student) || queue.includes(student);
    if (queue.includes(student)) queue.splice(queue.indexOf(student), 1);
    expect(result.kind === 'cancelled').toBe(isIn);
    if (result.kind === 'refused') return;
    left.add(student);
    this.seats = result.seats;
    this.#store({ student, enrollment: result.enrollment, entry: result.tuitionCancelled });
  }

  #promoteNext(): void {
    const { seated, queue, capacity } = this.plain;
    const first = queue[0];
    expect(this.waiting()[0]).toBe(first);
    if (first === undefined) return;
    const result = promote({ enrollment: this.enrollments.get(first), seats: this.seats, now: this.#now });
    expect(result.kind).toBe(seated.size < capacity ? 'promoted' : 'noFreeSeat');
    if (result.kind !== 'promoted') return;
    seated.add(first);
    queue.shift();
    this.seats = result.seats;
    this.#store({ student: first, enrollment: result.enrollment, entry: result.tuition });
  }

  #store(change: { student: number; enrollment: Enrollment; entry: LedgerEntry | undefined }): void {
    const { student, enrollment, entry } = change;
    this.enrollments.set(student, enrollment);
    const ledger = this.ledgers.get(student) ?? [];
    this.ledgers.set(student, entry === undefined ? ledger : [...ledger, entry]);
  }
}
