import { latencyHistogram } from '../results/histogram.ts';
import { median, percentile } from './percentile.ts';
import type { RoundReport, Sample } from './protocol.ts';

/** How one way of doing the work did, over all rounds. */
export type Figures = {
  /** The median of the rounds' own percentiles; how long callers waited, those included who got an error. */
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  /** The longest that anybody waited in any round. */
  maxMs: number;
  /** Answered, not counting errors. */
  perSecond: number;
  /** In all rounds together, as are the next two. */
  errors: number;
  lost: number;
  doubled: number;
  /** All callers of all rounds, counted in the buckets of `latencyHistogram`. */
  histogram: number[];
};

export type Round = Pick<RoundReport, 'samples' | 'elapsedMs'> & { lost: number; doubled: number };

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

const isError = (sample: Sample): boolean => sample.kind === 'error';

export function figuresOf(rounds: readonly Round[]): Figures {
  const percentileMs = (share: number) =>
    median(rounds.map(({ samples }) => percentile({ samples: samples.map(each => each.latencyMs), share })));
  const perSecond = ({ samples, elapsedMs }: Round): number =>
    elapsedMs === 0 ? 0 : (samples.filter(each => !isError(each)).length * 1_000) / elapsedMs;
  const sum = (of: (round: Round) => number): number => rounds.reduce((total, round) => total + of(round), 0);
  const latenciesMs = rounds.flatMap(({ samples }) => samples.map(each => each.latencyMs));
  return {
    p50Ms: rounded(percentileMs(0.5), 2),
    p95Ms: rounded(percentileMs(0.95), 2),
    p99Ms: rounded(percentileMs(0.99), 2),
    maxMs: rounded(Math.max(...latenciesMs), 2),
    perSecond: rounded(median(rounds.map(perSecond)), 1),
    errors: sum(round => round.samples.filter(isError).length),
    lost: sum(round => round.lost),
    doubled: sum(round => round.doubled),
    histogram: latencyHistogram(latenciesMs),
  };
}

/** Rounds of one call each, seen as one round of all. */
export function inSequence(rounds: readonly Round[]): Round {
  return {
    samples: rounds.flatMap(round => round.samples),
    elapsedMs: rounds.reduce((total, round) => total + round.elapsedMs, 0),
    lost: rounds.reduce((total, round) => total + round.lost, 0),
    doubled: rounds.reduce((total, round) => total + round.doubled, 0),
  };
}

/** Ours divided by the peer's: below 1 is better. */
export function ratio({ ours, peer }: { ours: number; peer: number }): number {
  if (!(peer > 0)) throw new RangeError(`a ratio to ${peer} says nothing`);
  return rounded(ours / peer, 3);
}
