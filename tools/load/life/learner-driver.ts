import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Driver } from '../driver/driver.ts';
import type { Person } from '../driver/tokens.ts';

const HOUR_MS = 3_600_000;
const LESSON_MINUTES = 60;

const Reserved = z.object({ reservationId: z.string() });
const Balance = z.object({ availableUnits: z.number() });

/** Lessons behind the wheel, each with its hour in the calendars of student and instructor. */
export class LearnerDriver {
  readonly #driver: Driver;
  readonly #authorizationId: string;

  constructor(input: { driver: Driver; authorizationId: string }) {
    this.#driver = input.driver;
    this.#authorizationId = input.authorizationId;
  }

  /** @param hoursAhead where the instructor may be taken already: that is a right answer */
  async reserve(input: { as: Person; hoursAhead: number }): Promise<string | undefined> {
    const { as, hoursAhead } = input;
    const startsAt = new Date((Math.floor(Date.now() / HOUR_MS) + hoursAhead) * HOUR_MS).toISOString();
    const authorizationId = this.#authorizationId;
    const data = {
      authorizationId,
      units: 1,
      startsAt,
      durationMinutes: LESSON_MINUTES,
      requestId: randomUUID(),
    };
    const held = await this.#driver.call({
      as,
      name: 'reserveUnits',
      data,
      answer: Reserved,
      expected: ['INSTRUCTOR_BUSY', 'STUDENT_BUSY', 'UNITS_EXCEEDED'],
      acknowledge: ({ reservationId }) => ({
        kind: 'unitsReserved',
        authorizationId,
        reservationId,
        units: 1,
      }),
    });
    return held.kind === 'ok' ? held.answer.reservationId : undefined;
  }

  async release(input: { as: Person; reservationId: string }): Promise<void> {
    const { as, reservationId } = input;
    const authorizationId = this.#authorizationId;
    const requestId = randomUUID();
    await this.#driver.call({
      as,
      name: 'releaseUnits',
      data: { authorizationId, reservationId, reason: 'Another day.', requestId },
      answer: Balance,
      acknowledge: () => ({ kind: 'unitsReleased', authorizationId, reservationId, requestId }),
    });
  }

  async consume(input: { instructor: Person; reservationId: string }): Promise<void> {
    const { instructor, reservationId } = input;
    const authorizationId = this.#authorizationId;
    const requestId = randomUUID();
    await this.#driver.call({
      as: instructor,
      name: 'consumeUnits',
      data: { authorizationId, reservationId, units: 1, requestId },
      answer: Balance,
      acknowledge: () => ({ kind: 'unitsConsumed', authorizationId, reservationId, requestId, units: 1 }),
    });
  }
}
