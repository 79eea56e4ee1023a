/** How an intent ended, and what it took. */
export type Sample = {
  readonly operation: string;
  /** From the wish to the last answer: queueing, retries and their delays counted in. */
  readonly latencyMs: number;
  readonly end: 'ok' | 'refused' | 'failed';
  /** Why it was refused or failed. */
  readonly reason?: string | undefined;
  /** Why it was tried again, once for each time. */
  readonly retries: readonly string[];
};

export type OperationRecord = {
  readonly latenciesMs: number[];
  ok: number;
  refused: number;
  failed: number;
  retries: number;
};

type Counts = Map<string, number>;

const add = (counts: Counts, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** One second: what was answered in it, by operation, and how long that took. */
type Bin = { readonly answered: Counts; failed: number; retries: number; readonly latenciesMs: number[] };

const emptyBin = (): Bin => ({ answered: new Map(), failed: 0, retries: 0, latenciesMs: [] });

/** Collects what clients saw, by operation and by second. */
export class Recorder {
  #startedAtMs = performance.now();
  readonly operations = new Map<string, OperationRecord>();
  /** By `operation: reason`. */
  readonly failures: Counts = new Map();
  readonly refusals: Counts = new Map();
  readonly retryReasons: Counts = new Map();
  #bins: Bin[] = [];

  record(sample: Sample): void {
    const { operation, latencyMs, end, reason = 'unknown', retries } = sample;
    const of = this.#recordOf(operation);
    of.latenciesMs.push(latencyMs);
    of[end] += 1;
    of.retries += retries.length;
    for (const why of retries) add(this.retryReasons, `${operation}: ${why}`);
    if (end === 'failed') add(this.failures, `${operation}: ${reason}`);
    if (end === 'refused') add(this.refusals, `${operation}: ${reason}`);
    this.#countInBin(sample);
  }

  get elapsedSeconds(): number {
    return (performance.now() - this.#startedAtMs) / 1_000;
  }

  /** From here on it counts: what was recorded while everything warmed up is forgotten. */
  restart(): void {
    this.#startedAtMs = performance.now();
    this.#bins = [];
    for (const counts of [this.operations, this.failures, this.refusals, this.retryReasons]) counts.clear();
  }

  /** By second since the start; seconds in which nothing ended are there, too. */
  get bins(): readonly Bin[] {
    return this.#bins;
  }

  #countInBin({ operation, latencyMs, end, retries }: Sample): void {
    const second = Math.floor(this.elapsedSeconds);
    while (this.#bins.length <= second) this.#bins.push(emptyBin());
    const bin = this.#bins[second];
    if (bin === undefined) return;
    if (end === 'failed') bin.failed += 1;
    else add(bin.answered, operation);
    bin.retries += retries.length;
    bin.latenciesMs.push(latencyMs);
  }

  #recordOf(operation: string): OperationRecord {
    const known = this.operations.get(operation);
    if (known !== undefined) return known;
    const made: OperationRecord = { latenciesMs: [], ok: 0, refused: 0, failed: 0, retries: 0 };
    this.operations.set(operation, made);
    return made;
  }
}
