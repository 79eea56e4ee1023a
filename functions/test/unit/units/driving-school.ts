import { Id } from '../../../src/platform/ids.ts';
import { changeTerms } from '../../../src/units/authorization.ts';
import { consume, expire, release } from '../../../src/units/ending.ts';
import { reserve } from '../../../src/units/reservation.ts';
import type { Authorization, Reservation, UnitEntry } from '../../../src/units/schema.ts';
import { someAuthorization } from '../../fixtures/authorization.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';

const HOUR_MS = 3_600_000;
const OPENING = Date.UTC(2026, 2, 2);

export type Step =
  | { readonly kind: 'reserve'; readonly units: number; readonly inHours: number }
  | { readonly kind: 'release'; readonly which: number }
  | { readonly kind: 'consume'; readonly which: number; readonly units: number }
  | { readonly kind: 'setTotal'; readonly total: number }
  | { readonly kind: 'letTimePass'; readonly hours: number };

/** A hold as a child would keep it. */
interface PlainHold {
  readonly units: number;
  readonly start: number;
  state: 'HELD' | 'RELEASED' | 'CONSUMED' | 'EXPIRED';
  driven: number;
}

/** One authorization kept twice: by the rules, and by a plain list of holds. */
export class DrivingSchool {
  authorization: Authorization;
  readonly reservations: Reservation[] = [];
  readonly entries: UnitEntry[] = [];
  readonly plain: { total: number; readonly holds: PlainHold[] };
  readonly #actor = { uid: Id.parse('admin-1'), as: 'admin' } as const;
  readonly #limits: { readonly perDay: number | null };
  #hours = 0;
  #requests = 0;

  constructor({ total, perDay }: { total: number; perDay: number | null }) {
    this.authorization = someAuthorization({
      totalUnits: total,
      timeZone: 'UTC',
      validFrom: new Date(OPENING),
      validTo: new Date(OPENING + 10_000 * HOUR_MS),
      limits: { perDay, perWeek: null, perMonth: null },
      rules: { minimumCourseSeconds: 0, lateCancellationHours: 24, onLateCancellation: 'consume' },
    });
    this.#limits = { perDay };
    this.plain = { total, holds: [] };
    const told = { total, reserved: 0, consumed: 0 };
    this.entries.push(this.#entryOf(told));
  }

  take(step: Step): void {
    this.#requests += 1;
    switch (step.kind) {
      case 'reserve':
        this.#reserve(step);
        break;
      case 'release':
        this.#release(step.which);
        break;
      case 'consume':
        this.#consume(step);
        break;
      case 'setTotal':
        this.#setTotal(step.total);
        break;
      case 'letTimePass':
        this.#letTimePass(step.hours);
    }
  }

  /** Held and driven, by the plain list. */
  plainSums(): { reservedUnits: number; consumedUnits: number } {
    const { holds } = this.plain;
    const sum = (of: (hold: PlainHold) => number) => holds.reduce((total, hold) => total + of(hold), 0);
    return {
      reservedUnits: sum(hold => (hold.state === 'HELD' ? hold.units : 0)),
      consumedUnits: sum(hold => hold.driven),
    };
  }

  #reserve({ units, inHours }: { units: number; inHours: number }): void {
    const start = this.#hours + inHours;
    const result = reserve({
      authorization: this.authorization,
      enrollment: someEnrollment({ enrollmentStatus: 'COMPLETED' }),
      calendars: { instructor: [], student: [] },
      request: { requestId: this.#requestId, units, startsAt: new Date(OPENING + start * HOUR_MS) },
      actor: this.#actor,
      now: this.#now,
    });
    const { reservedUnits, consumedUnits } = this.plainSums();
    const fits = reservedUnits + consumedUnits + units <= this.plain.total;
    const { perDay } = this.#limits;
    const dayAllows = perDay === null || this.#onDayOf(start) + units <= perDay;
    expect(result.kind).toBe(fits && dayAllows && inHours > 0 ? 'held' : 'refused');
    if (result.kind === 'refused') return;
    this.plain.holds.push({ units, start, state: 'HELD', driven: 0 });
    this.reservations.push(result.reservation);
    this.#keep(result);
  }

  #onDayOf(start: number): number {
    const day = Math.floor(start / 24);
    const counted = this.plain.holds.filter(hold => Math.floor(hold.start / 24) === day);
    return counted.reduce((sum, hold) => sum + (hold.state === 'HELD' ? hold.units : hold.driven), 0);
  }

  #release(which: number): void {
    const { index, hold, stored } = this.#pick(which);
    const request = { requestId: this.#requestId, reason: 'ill' };
    const result = release({ stored, request, actor: this.#actor, now: this.#now });
    expect(result.kind).toBe(hold?.state === 'HELD' ? 'ended' : 'refused');
    if (result.kind === 'refused' || hold === undefined) return;
    const isLate = hold.start - this.#hours < 24;
    hold.state = isLate ? 'CONSUMED' : 'RELEASED';
    hold.driven = isLate ? hold.units : 0;
    this.reservations[index] = result.reservation;
    this.#keep(result);
  }

  #consume({ which, units }: { which: number; units: number }): void {
    const { index, hold, stored } = this.#pick(which);
    const request = { requestId: this.#requestId, units };
    const result = consume({ stored, request, actor: this.#actor, now: this.#now });
    expect(result.kind).toBe(hold?.state === 'HELD' && units <= hold.units ? 'ended' : 'refused');
    if (result.kind === 'refused' || hold === undefined) return;
    hold.state = 'CONSUMED';
    hold.driven = units;
    this.reservations[index] = result.reservation;
    this.#keep(result);
  }

  #setTotal(total: number): void {
    const request = { requestId: this.#requestId, totalUnits: total, reason: 'as agreed' };
    const result = changeTerms({
      authorization: this.authorization,
      request,
      actor: this.#actor,
      now: this.#now,
    });
    const { reservedUnits, consumedUnits } = this.plainSums();
    expect(result.kind).toBe(total >= reservedUnits + consumedUnits ? 'kept' : 'refused');
    if (result.kind === 'refused') return;
    this.plain.total = total;
    this.#keep(result);
  }

  /** And the quarter-hourly run comes by. */
  #letTimePass(hours: number): void {
    this.#hours += hours;
    for (const [index, reservation] of this.reservations.entries()) {
      const hold = this.plain.holds[index];
      const isDue = hold?.state === 'HELD' && hold.start + hold.units + 24 <= this.#hours;
      const ended = expire({ stored: { authorization: this.authorization, reservation }, now: this.#now });
      expect(ended !== undefined).toBe(isDue);
      if (ended === undefined || hold === undefined) continue;
      hold.state = 'EXPIRED';
      this.reservations[index] = ended.reservation;
      this.#keep(ended);
    }
  }

  #pick(which: number) {
    const index = this.reservations.length === 0 ? 0 : which % this.reservations.length;
    const stored = { authorization: this.authorization, reservation: this.reservations[index] };
    return { index, hold: this.plain.holds[index], stored };
  }

  #keep({ authorization, entry }: { authorization: Authorization; entry: UnitEntry }): void {
    this.authorization = authorization;
    this.entries.push(entry);
  }

  #entryOf(effect: UnitEntry['effect']): UnitEntry {
    const { studentId, instructorId } = this.authorization;
    const parties = { studentId, instructorId, reservationId: null, reason: null, isWaived: false };
    const entryId = Id.parse('granted');
    return { entryId, kind: 'granted', effect, ...parties, by: null, terms: null, recordedAt: this.#now };
  }

  get #requestId(): Id {
    return Id.parse(`request-${this.#requests}`);
  }

  get #now(): Date {
    return new Date(OPENING + this.#hours * HOUR_MS);
  }
}
