import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { seededRandom } from '../../stripe-double/random.ts';
import { pause, runClients } from '../driver/clients.ts';
import type { Driver } from '../driver/driver.ts';
import type { Person } from '../driver/tokens.ts';

const DAY_MS = 86_400_000;
/** Units that are free when nobody holds any: fewer than there are clients, so that some are always refused. */
export const FREE_UNITS = 60;
/** As many as an authorization may have. */
const MOST_UNITS = 1_000;
const GRANT_EVERY_MS = 1_000;
/** What is consumed is gone: at this pace it lasts for the whole load. */
const CONSUMED_AT_MOST = MOST_UNITS - FREE_UNITS;

export type UnitsLoad = {
  readonly driver: Driver;
  readonly authorizationId: string;
  readonly student: Person;
  readonly instructor: Person;
  readonly admin: Person;
  readonly clients: number;
  readonly durationMs: number;
  /** Between a client's calls. */
  readonly thinkMs: { readonly least: number; readonly most: number };
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Whether units are consumed: not while everything warms up, since they are gone then. */
  readonly drives: boolean;
};

const Reserved = z.object({ reservationId: z.string(), availableUnits: z.number() });
const Balance = z.object({
  consumedUnits: z.number(),
  reservedUnits: z.number(),
  availableUnits: z.number(),
});
const Changed = z.object({ totalUnits: z.number() });

/**
 * Clients who hold units of one authorization, and give them back or drive them, turn after turn; and an admin who
 * grants anew what was driven. Half of them are the student's tabs, half the instructor's.
 */
export class UnitsClients {
  readonly #load: UnitsLoad;
  readonly #random: () => number;
  readonly #startedAtMs = performance.now();
  #consumed = 0;
  #granted = FREE_UNITS;

  constructor(load: UnitsLoad) {
    this.#load = load;
    this.#random = seededRandom(load.seed);
  }

  async run(): Promise<void> {
    const { clients, durationMs, signal } = this.#load;
    const holding = runClients({ clients, durationMs, signal, turn: client => this.#hold(client) });
    const granting = runClients({ clients: 1, durationMs, signal, turn: () => this.#grant() });
    await Promise.all([holding, granting]);
  }

  async #hold(client: number): Promise<void> {
    const { driver, authorizationId, student, instructor } = this.#load;
    const as = client % 2 === 0 ? student : instructor;
    const requestId = randomUUID();
    // Two days ahead and more: what is given back is never late.
    const startsAt = new Date(Date.now() + DAY_MS * (2 + Math.floor(this.#random() * 20))).toISOString();
    const held = await driver.call({
      as,
      name: 'reserveUnits',
      data: { authorizationId, units: 1, startsAt, requestId },
      answer: Reserved,
      expected: ['UNITS_EXCEEDED'],
      acknowledge: ({ reservationId }) => ({
        kind: 'unitsReserved',
        authorizationId,
        reservationId,
        units: 1,
      }),
    });
    await this.#think();
    if (held.kind !== 'ok') return;
    const { reservationId } = held.answer;
    if (as === instructor && this.#mayConsume()) await this.#consume(reservationId);
    else await this.#release({ as, reservationId });
    await this.#think();
  }

  /** Spread evenly over the load. */
  #mayConsume(): boolean {
    if (!this.#load.drives) return false;
    const share = (performance.now() - this.#startedAtMs) / this.#load.durationMs;
    return this.#consumed < Math.min(1, share) * CONSUMED_AT_MOST;
  }

  async #consume(reservationId: string): Promise<void> {
    const { driver, authorizationId, instructor } = this.#load;
    this.#consumed += 1;
    const requestId = randomUUID();
    await driver.call({
      as: instructor,
      name: 'consumeUnits',
      data: { authorizationId, reservationId, units: 1, requestId },
      answer: Balance,
      acknowledge: () => ({ kind: 'unitsConsumed', authorizationId, reservationId, requestId, units: 1 }),
    });
  }

  async #release({ as, reservationId }: { as: Person; reservationId: string }): Promise<void> {
    const { driver, authorizationId } = this.#load;
    const requestId = randomUUID();
    await driver.call({
      as,
      name: 'releaseUnits',
      data: { authorizationId, reservationId, reason: 'Another day.', requestId },
      answer: z.object({ availableUnits: z.number() }),
      acknowledge: () => ({ kind: 'unitsReleased', authorizationId, reservationId, requestId }),
    });
  }

  /** So that `FREE_UNITS` can be held again, however many were driven. */
  async #grant(): Promise<void> {
    const { driver, authorizationId, admin, signal } = this.#load;
    await pause({ ms: GRANT_EVERY_MS, signal });
    const totalUnits = Math.min(MOST_UNITS, FREE_UNITS + this.#consumed);
    if (totalUnits <= this.#granted) return;
    this.#granted = totalUnits;
    const requestId = randomUUID();
    await driver.call({
      as: admin,
      name: 'changeAuthorization',
      data: { authorizationId, totalUnits, reason: 'More lessons were bought.', requestId },
      answer: Changed,
      acknowledge: answer => ({ kind: 'authorizationChanged', authorizationId, requestId, ...answer }),
    });
  }

  #think(): Promise<void> {
    const { thinkMs, signal } = this.#load;
    return pause({ ms: thinkMs.least + this.#random() * (thinkMs.most - thinkMs.least), signal });
  }
}
