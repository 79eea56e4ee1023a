import type { Clock } from '../src/clock.ts';

interface Timer {
  readonly atMs: number;
  readonly work: () => void;
}

/** Time that passes only when a test lets it. */
export class VirtualClock implements Clock {
  #nowMs = 0;
  readonly #random: () => number;
  readonly #timers = new Set<Timer>();
  readonly startedAt = new Date('2026-03-02T15:00:00Z');

  constructor(input: { random?: () => number } = {}) {
    this.#random = input.random ?? (() => 0.5);
  }

  nowMs(): number {
    return this.#nowMs;
  }

  date(): Date {
    return new Date(this.startedAt.getTime() + this.#nowMs);
  }

  random(): number {
    return this.#random();
  }

  after(delayMs: number, work: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, work };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  get pendingTimers(): number {
    return this.#timers.size;
  }

  /** Lets so much time pass; whatever falls due runs in order, with what it set in motion. */
  async pass(elapsedMs: number): Promise<void> {
    const untilMs = this.#nowMs + elapsedMs;
    await idle();
    for (let next = this.#next(untilMs); next !== undefined; next = this.#next(untilMs)) {
      this.#run(next);
      await idle();
    }
    this.#nowMs = untilMs;
  }

  /** Lets time pass until the work is done. */
  async finish<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const watched = work.finally(() => {
      isDone = true;
    });
    watched.catch(() => undefined);
    for (let turns = 0; turns < 10_000; turns += 1) {
      await idle();
      if (isDone) return watched;
      const next = this.#next(Number.POSITIVE_INFINITY);
      if (next !== undefined) this.#run(next);
    }
    throw new Error('the work is never done');
  }

  #next(untilMs: number): Timer | undefined {
    const [next] = [...this.#timers].sort((a, b) => a.atMs - b.atMs);
    return next !== undefined && next.atMs <= untilMs ? next : undefined;
  }

  #run(timer: Timer): void {
    this.#timers.delete(timer);
    this.#nowMs = Math.max(this.#nowMs, timer.atMs);
    timer.work();
  }
}

/** Lets things go on until it is so: hashing takes as many turns as it takes. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let turns = 0; turns < 100_000 && !isSo(); turns += 1)
    await new Promise(resolve => setImmediate(resolve));
  if (!isSo()) throw new Error('it never came about');
}

/** Everything that waits for nothing but its turn has had it. */
export async function idle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise(resolve => setImmediate(resolve));
}
