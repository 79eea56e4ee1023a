import type { RunReport } from '../../results/run-record.ts';
import { type Invariant, invariants } from '../checks/verdicts.ts';
import type { RunResult } from './simulate.ts';

/** Of all seeds together. */
export interface Totals {
  readonly seeds: number;
  readonly steps: number;
  readonly lives: number;
  readonly virtualHours: number;
  readonly seconds: number;
  readonly livesPerMinute: number;
  readonly checked: ReadonlyMap<Invariant, number>;
  readonly counts: ReadonlyMap<string, number>;
}

export function totalsOf(results: readonly RunResult[]): Totals {
  const sum = (of: (result: RunResult) => number) => results.reduce((total, result) => total + of(result), 0);
  const seconds = sum(({ realSeconds }) => realSeconds);
  const lives = sum(result => result.lives);
  const names = new Set(results.flatMap(({ counts }) => Object.keys(counts)));
  return {
    seeds: results.length,
    steps: sum(({ steps }) => steps),
    lives,
    virtualHours: Math.round(sum(({ virtualSeconds }) => virtualSeconds) / 3_600),
    seconds,
    livesPerMinute: seconds === 0 ? 0 : Math.round((lives / seconds) * 60),
    checked: new Map(invariants.map(each => [each, sum(({ checked }) => checked.get(each) ?? 0)])),
    counts: new Map([...names].sort().map(name => [name, sum(({ counts }) => counts[name] ?? 0)])),
  };
}

const thousands = (count: number): string => count.toLocaleString('en-US');

/** For people. */
export function describe({ totals, failed }: { totals: Totals; failed: RunResult | undefined }): string {
  const { seeds, steps, lives, livesPerMinute, virtualHours } = totals;
  const checks = [...totals.checked].map(([invariant, count]) => {
    const isBroken = failed?.broken?.invariant === invariant;
    return `${isBroken ? 'BROKEN' : '      '} ${thousands(count).padStart(10)}  ${invariant}`;
  });
  return [
    `${seeds} seeds, ${thousands(steps)} steps, ${thousands(lives)} lives in ${totals.seconds.toFixed(1)} s ` +
      `(${thousands(livesPerMinute)} lives a minute), ${thousands(virtualHours)} hours of the simulated school`,
    'Looked at:',
    ...checks,
  ].join('\n');
}

export function recordOf(input: {
  totals: Totals;
  failed: RunResult | undefined;
  startedAt: Date;
  notes: readonly string[];
}): RunReport {
  const { totals, failed, startedAt, notes } = input;
  const { seeds, steps, lives, livesPerMinute, virtualHours, seconds } = totals;
  return {
    name: 'simulate',
    kind: 'simulation',
    summary: `${thousands(lives)} student lives in ${thousands(steps)} steps, over ${thousands(seeds)} seeds`,
    startedAt: startedAt.toISOString(),
    seconds,
    measures: { seeds, steps, lives, livesPerMinute, virtualHours },
    checks: [...totals.checked].map(([invariant, checked]) => ({
      invariant,
      checked,
      broken: failed?.broken?.invariant === invariant ? 1 : 0,
    })),
    listings: [
      { title: 'What was done', columns: ['what', 'times'], rows: [...totals.counts].map(row => [...row]) },
    ],
    notes: [...notes],
  };
}

export const jsonLine = ({ totals, failed }: { totals: Totals; failed: RunResult | undefined }): string => {
  const { seeds, steps, lives, livesPerMinute } = totals;
  const broken = failed?.broken === undefined ? null : { seed: failed.plan.seed, ...failed.broken };
  return JSON.stringify({ simulate: { seeds, steps, lives, livesPerMinute, broken } });
};
