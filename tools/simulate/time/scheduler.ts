import { Random } from './random.ts';
import type { Timers } from './timers.ts';

interface Event {
  readonly atMs: number;
  /** Decides between events of one moment: an order that no code can rely on. */
  readonly lot: number;
  readonly number: number;
  readonly work: () => void;
  isOff: boolean;
}

/** Kept before anybody replaces it: a turn of the real event loop, after which no microtask is left. */
const realTurn = setImmediate;
const settled = (): Promise<void> => new Promise(resolve => realTurn(resolve));

/**
 * Owns all time and all order. Nothing happens but one event after the other, each followed by whatever promises it
 * settles; so a run is a function of its seed.
 */
export class Scheduler implements Timers {
  readonly #heap: Event[] = [];
  readonly #lots: Random;
  #nowMs: number;
  #number = 0;
  #steps = 0;

  constructor({ seed, startMs }: { seed: string; startMs: number }) {
    this.#lots = new Random(`${seed} lots`);
    this.#nowMs = startMs;
  }

  /** Events that have happened. */
  get steps(): number {
    return this.#steps;
  }

  get isIdle(): boolean {
    return this.#heap.length === 0;
  }

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, work: () => void): () => void {
    this.#number += 1;
    const atMs = this.#nowMs + Math.max(0, Math.ceil(delayMs));
    const event: Event = { atMs, lot: this.#lots.unit(), number: this.#number, work, isOff: false };
    this.#push(event);
    return () => {
      event.isOff = true;
    };
  }

  /** For what a client or the network does: waits without a timer of its own. */
  wait(delayMs: number): Promise<void> {
    return new Promise(resolve => void this.after(delayMs, resolve));
  }

  /** Lets events happen until `isOver` says so after one of them, or none is left. */
  async run(isOver: () => boolean): Promise<void> {
    await settled();
    for (let event = this.#pop(); event !== undefined; event = this.#pop()) {
      if (event.isOff) continue;
      this.#nowMs = Math.max(this.#nowMs, event.atMs);
      this.#steps += 1;
      event.work();
      await settled();
      if (isOver()) return;
    }
  }

  #push(event: Event): void {
    const heap = this.#heap;
    heap.push(event);
    let index = heap.length - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfEarlier(index, parent)) return;
      index = parent;
    }
  }

  #pop(): Event | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || first === last) return first;
    heap[0] = last;
    this.#sink();
    return first;
  }

  #sink(): void {
    const { length } = this.#heap;
    let index = 0;
    for (;;) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      if (left >= length) return;
      const child = right < length && isEarlier(this.#heap[right], this.#heap[left]) ? right : left;
      if (!this.#swapIfEarlier(child, index)) return;
      index = child;
    }
  }

  #swapIfEarlier(child: number, parent: number): boolean {
    const [below, above] = [this.#heap[child], this.#heap[parent]];
    if (below === undefined || above === undefined || !isEarlier(below, above)) return false;
    this.#heap[child] = above;
    this.#heap[parent] = below;
    return true;
  }
}

function isEarlier(one: Event | undefined, other: Event | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  if (one.atMs !== other.atMs) return one.atMs < other.atMs;
  return one.lot === other.lot ? one.number < other.number : one.lot < other.lot;
}
