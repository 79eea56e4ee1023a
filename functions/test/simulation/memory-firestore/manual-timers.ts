import type { Timers } from '../../../../tools/simulate/time/timers.ts';

interface Waiting {
  readonly atMs: number;
  readonly work: () => void;
}

/** Time that goes on when it is told to. */
export class ManualTimers implements Timers {
  #nowMs = Date.parse('2026-03-10T16:00:00.000Z');
  #waiting: readonly Waiting[] = [];

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, work: () => void): () => void {
    const waiting = { atMs: this.#nowMs + delayMs, work };
    this.#waiting = [...this.#waiting, waiting];
    return () => {
      this.#waiting = this.#waiting.filter(each => each !== waiting);
    };
  }

  advance(byMs: number): void {
    const endMs = this.#nowMs + byMs;
    for (;;) {
      const [next] = this.#waiting.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs);
      if (next === undefined) break;
      this.#nowMs = next.atMs;
      this.#waiting = this.#waiting.filter(each => each !== next);
      next.work();
    }
    this.#nowMs = endMs;
  }
}
