import type { RunRecord } from '../results/run-record.ts';

export type Bar = RunRecord['bars'][number];
export type Check = RunRecord['checks'][number];

export function isReached({ must, measured }: Bar): boolean {
  switch (must.kind) {
    case 'atMost':
      return measured <= must.value;
    case 'atLeast':
      return measured >= must.value;
    case 'exactly':
      return measured === must.value;
  }
}

/** `unproven`: the run measured something, and had nothing to reach. */
export type Verdict = 'held' | 'missed' | 'unproven';

/** What a run proved. One broken invariant or one missed bar is enough against it. */
export function verdictOf({ bars, checks }: Pick<RunRecord, 'bars' | 'checks'>): Verdict {
  if (bars.some(bar => !isReached(bar)) || checks.some(({ broken }) => broken > 0)) return 'missed';
  // An invariant that nobody looked at did not hold, it was merely named.
  return bars.length > 0 || checks.some(({ checked }) => checked > 0) ? 'held' : 'unproven';
}
