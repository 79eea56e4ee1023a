import { registerMetricsSource } from '../platform/retry/index.ts';

export interface LaneCounts {
  commands: number;
  applied: number;
  replayed: number;
  refused: number;
  /** Tries to serve all that waited. Some end without a commit, since there was nothing to write; some with a failed one. */
  rounds: number;
  /** That wrote something and whose success was told. */
  commits: number;
  /** The same, with locks. */
  transactions: number;
  /** Commands that such a commit applied: fewer than `applied`, where some had nothing to write. */
  committed: number;
  documentsRead: number;
  documentsWritten: number;
  conflicts: number;
  /** Commits that met what was taken for new: duplicates, mostly. */
  rereads: number;
  unknownOutcomes: number;
  /** Commits that failed for good and whose commands went on in halves. */
  isolations: number;
  retries: number;
  giveUps: number;
}

export type LaneEvent = keyof LaneCounts;

const zero = (): LaneCounts => ({
  commands: 0,
  applied: 0,
  replayed: 0,
  refused: 0,
  rounds: 0,
  commits: 0,
  transactions: 0,
  committed: 0,
  documentsRead: 0,
  documentsWritten: 0,
  conflicts: 0,
  rereads: 0,
  unknownOutcomes: 0,
  isolations: 0,
  retries: 0,
  giveUps: 0,
});

/** What the lanes of one process did, in all and per operation. A shared commit counts for its first command's. */
export class LaneMetrics {
  #total = zero();
  readonly #byOperation = new Map<string, LaneCounts>();

  count({ operation, event, by = 1 }: { operation: string; event: LaneEvent; by?: number }): void {
    this.#total[event] += by;
    let counts = this.#byOperation.get(operation);
    if (counts === undefined) {
      counts = zero();
      this.#byOperation.set(operation, counts);
    }
    counts[event] += by;
  }

  snapshot(): {
    readonly total: LaneCounts & { commandsPerCommit: number };
    readonly byOperation: Readonly<Record<string, LaneCounts>>;
  } {
    const commits = this.#total.commits + this.#total.transactions;
    const commandsPerCommit = commits === 0 ? 0 : this.#total.committed / commits;
    return {
      total: { ...this.#total, commandsPerCommit },
      byOperation: Object.fromEntries([...this.#byOperation].map(([name, counts]) => [name, { ...counts }])),
    };
  }

  reset(): void {
    this.#total = zero();
    this.#byOperation.clear();
  }
}

export const laneMetrics = new LaneMetrics();
registerMetricsSource('lanes', () => laneMetrics.snapshot());
