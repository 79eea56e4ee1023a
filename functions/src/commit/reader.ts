import { classifyFailure } from './failure.ts';
import type { Snapshot } from './snapshot.ts';
import type { LaneWire } from './wire/lane-wire.ts';

interface Request {
  readonly paths: readonly string[];
  resolve(snapshots: readonly Snapshot[]): void;
  reject(error: unknown): void;
}

export interface ReaderOptions {
  /** How many `getAll` calls run at once; what is wanted meanwhile waits and goes out together. */
  readonly maxInFlight: number;
  /** Documents per call: a longer one answers later than two. */
  readonly maxDocuments: number;
}

/**
 * Loads documents for all lanes of the process: what they want at one moment goes out as one `getAll`, and a
 * document that two of them want is read once. A request is never split, so each sees one point in time.
 */
export class CoalescingReader {
  readonly #wire: LaneWire;
  readonly #options: ReaderOptions;
  #waiting: Request[] = [];
  #inFlight = 0;
  #isScheduled = false;

  constructor(wire: LaneWire, options: ReaderOptions) {
    this.#wire = wire;
    this.#options = options;
  }

  load(paths: readonly string[]): Promise<readonly Snapshot[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ paths, resolve, reject });
      this.#schedule();
    });
  }

  /** A microtask later, so that lanes which wake up together read together. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      while (this.#waiting.length > 0 && this.#inFlight < this.#options.maxInFlight)
        void this.#send(this.#take());
    });
  }

  #take(): readonly Request[] {
    let documents = 0;
    const end = this.#waiting.findIndex((request, index) => {
      documents += request.paths.length;
      return index > 0 && documents > this.#options.maxDocuments;
    });
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : end);
  }

  async #send(requests: readonly Request[]): Promise<void> {
    this.#inFlight += 1;
    try {
      const byPath = await this.#read(requests);
      for (const request of requests) request.resolve(request.paths.map(path => found(byPath, path)));
    } catch (error) {
      this.#fail({ requests, error });
    } finally {
      this.#inFlight -= 1;
      if (this.#waiting.length > 0) this.#schedule();
    }
  }

  /** One lane's impossible path must not fail the reads of all the others. */
  #fail({ requests, error }: { requests: readonly Request[]; error: unknown }): void {
    if (requests.length > 1 && classifyFailure(error) === 'permanent') {
      for (const request of requests) void this.#send([request]);
      return;
    }
    for (const request of requests) request.reject(error);
  }

  async #read(requests: readonly Request[]): Promise<ReadonlyMap<string, Snapshot>> {
    const paths = new Set(requests.flatMap(request => request.paths));
    const snapshots = await this.#wire.read({ paths: [...paths] });
    return new Map(snapshots.map(snapshot => [snapshot.path, snapshot]));
  }
}

function found(byPath: ReadonlyMap<string, Snapshot>, path: string): Snapshot {
  const snapshot = byPath.get(path);
  if (snapshot === undefined) throw new Error(`Firestore did not answer for ${path}.`);
  return snapshot;
}
