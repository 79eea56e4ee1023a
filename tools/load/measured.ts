import type { Bar } from '../bench/bar.ts';
import type { LoadOptions } from './arguments.ts';
import type { Driver } from './driver/driver.ts';
import type { Recorder } from './driver/recorder.ts';
import type { Marks } from './marks.ts';
import type { LoadTarget } from './target.ts';

/** What a scenario has to run with. */
export type LoadContext = {
  readonly target: LoadTarget;
  /** Sends and measures; setting up goes through another one, so that the figures are of the load alone. */
  readonly driver: Driver;
  readonly setUpDriver: Driver;
  readonly options: LoadOptions;
  readonly marks: Marks;
  /** Names this run's people. */
  readonly runId: string;
  /** Ends the load early. */
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
};

/** What came of it. */
export type Measured = {
  readonly recorder: Recorder;
  /** How long the load took, without what came before and after. */
  readonly seconds: number;
  /** The peers of the same run, by name. */
  readonly peers: Readonly<Record<string, { readonly recorder: Recorder; readonly seconds: number }>>;
  readonly ratios: Readonly<Record<string, number>>;
  readonly measures: Readonly<Record<string, number>>;
  readonly bars: readonly Bar[];
  readonly notes: readonly string[];
};

export type Scenario = (context: LoadContext) => Promise<Measured>;
