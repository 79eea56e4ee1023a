import type { Lanes } from '../../functions/src/commit/index.ts';
import type { RunReport } from '../results/run-record.ts';
import type { Bar } from './bar.ts';
import type { Figures } from './figures.ts';

/** What a benchmark measured. `n` calls a round, over `instances` processes. */
export type BenchResult = {
  bench: string;
  n: number;
  instances: number;
  subjects: Readonly<Record<string, Figures>>;
  /** Ours divided by the peer's. */
  ratios: Readonly<Record<string, number>>;
  /** Figures of their own kind, by what they measure. */
  measures?: Readonly<Record<string, number>>;
  /** The most memory that an instance of ours ever held; 0 where it was not looked at. */
  rssMiB: number;
  bars: readonly Bar[];
  /** Lines over one quantity, and tables, for the report. */
  curves?: RunReport['curves'];
  listings?: RunReport['listings'];
  /** What a reader must know of the figures, one sentence each. */
  notes: readonly string[];
};

/** What a benchmark runs in. */
export type BenchContext = {
  /** Lanes of the command itself, for setting up; what is measured runs in processes of its own. */
  lanes: Lanes;
  /** Environment in which a process finds the emulator. */
  env: Readonly<Record<string, string>>;
  /** Tells how far it is, one line at a time. */
  say: (line: string) => void;
};

export type Bench = {
  name: string;
  /** One line for the list of benchmarks. */
  summary: string;
  run: (context: BenchContext) => Promise<BenchResult>;
};
