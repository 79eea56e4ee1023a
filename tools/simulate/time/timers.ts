/** What somebody who waits needs of time. */
export interface Timers {
  /** Monotonic milliseconds. */
  now(): number;
  /** @returns calls it off */
  after(delayMs: number, work: () => void): () => void;
}
