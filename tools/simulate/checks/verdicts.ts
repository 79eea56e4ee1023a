import { isDeepStrictEqual } from 'node:util';

/** Every sentence that is held against a run. */
export const invariants = [
  'a balance is the sum of its ledger',
  'what Stripe holds is booked once: in a ledger or in suspense',
  'nothing is negative, and no more goes back than came',
  'no payment of the rest is open where nothing is due',
  'what is written once is never changed',
  'a receipt is never changed',
  'answered ok: the receipt is there',
  'definitely refused: there is no receipt',
  'the same id gets the same answer',
  'the same id with another body changes nothing',
  'nothing is there that nobody asked for',
  'a student changes nothing of another one',
  'a decision rerun decides the same',
  'seats taken are students seated, within the capacity',
  'who did not pay in time holds no seat',
  'units held and driven are those of ledger and reservations, within the total',
  'nobody has two lessons at once',
  'no second is credited twice',
  'days, sessions and enrollment agree on the hours',
  'a session’s chain has no gap',
  'one session of a student is open at most',
  'attempts are within what is allowed, as recorded',
  'a grade never changes',
  'a certificate stands on a completed course, one for each registration',
  'an event that is applied stays applied',
  'no request ends in a bug',
  'retries stay within their budget',
  'whoever asks again gets an answer',
  'after the faults every command is answered in ten seconds',
  'after the faults the queues drain',
  'after the faults nothing is left waiting',
  'every event told again changes nothing',
] as const;
export type Invariant = (typeof invariants)[number];

export interface Broken {
  readonly invariant: Invariant;
  readonly detail: string;
  readonly step: number;
  readonly atMs: number;
}

/** Counts what was looked at, and keeps the first thing that did not hold. */
export class Verdicts {
  readonly #checked = new Map<Invariant, number>(invariants.map(invariant => [invariant, 0]));
  readonly #when: () => { step: number; atMs: number };
  broken: Broken | undefined;

  constructor(when: () => { step: number; atMs: number }) {
    this.#when = when;
  }

  hold(invariant: Invariant, holds: boolean, detail: () => string): void {
    this.#checked.set(invariant, (this.#checked.get(invariant) ?? 0) + 1);
    if (!holds) this.broken ??= { invariant, detail: detail(), ...this.#when() };
  }

  same(invariant: Invariant, one: unknown, other: unknown, what: string): void {
    this.hold(invariant, isDeepStrictEqual(one, other), () => `${what}: ${told(one)} is not ${told(other)}`);
  }

  get counts(): ReadonlyMap<Invariant, number> {
    return this.#checked;
  }
}

const told = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 300);
