import type { RunRecord } from '../results/run-record.ts';
import type { ExpectedRun } from './expected-runs.ts';
import { sentence } from './numbers.ts';
import { type Bar, type Check, isReached } from './verdict.ts';

export type Of<T> = T & { run: string };

/** What all runs together say. */
export type Overview = {
  /** In the order they are told: the expected ones first, others behind them. */
  runs: readonly RunRecord[];
  /** Expected, and never made. */
  missing: readonly ExpectedRun[];
  /** Of the run that was made last; none where nothing was run. */
  newest: RunRecord | undefined;
  /** Runs whose figures belong to another commit than the newest's. */
  ofOtherCommit: readonly RunRecord[];
  /** Runs of files that were in no commit. */
  uncommitted: readonly RunRecord[];
  checks: readonly Of<Check>[];
  checked: number;
  broken: readonly Of<Check>[];
  bars: readonly Of<Bar>[];
  missed: readonly Of<Bar>[];
};

export function overviewOf(input: {
  records: readonly RunRecord[];
  expected: readonly ExpectedRun[];
}): Overview {
  const runs = inOrder(input).map(run => ({ ...run, summary: sentence(run.summary) }));
  const newest = runs.toSorted((a, b) => endOf(b) - endOf(a))[0];
  const checks = runs.flatMap(({ name, checks }) => checks.map(check => ({ ...check, run: name })));
  const bars = runs.flatMap(({ name, bars }) => bars.map(bar => ({ ...bar, run: name })));
  return {
    runs,
    missing: input.expected.filter(({ name }) => !runs.some(run => run.name === name)),
    newest,
    ofOtherCommit: runs.filter(({ commit }) => bare(commit) !== bare(newest?.commit ?? '')),
    uncommitted: runs.filter(({ commit }) => commit !== bare(commit)),
    checks,
    checked: checks.reduce((sum, { checked }) => sum + checked, 0),
    broken: checks.filter(({ broken }) => broken > 0),
    bars,
    missed: bars.filter(bar => !isReached(bar)),
  };
}

const endOf = ({ startedAt, seconds }: RunRecord): number => Date.parse(startedAt) + seconds * 1_000;

/** Without the plus that tells of changed files. */
const bare = (commit: string): string => commit.replace(/\+$/, '');

function inOrder(input: { records: readonly RunRecord[]; expected: readonly ExpectedRun[] }): RunRecord[] {
  const place = ({ name }: RunRecord): number => {
    const found = input.expected.findIndex(expected => expected.name === name);
    return found === -1 ? input.expected.length : found;
  };
  return input.records.toSorted((a, b) => place(a) - place(b) || a.name.localeCompare(b.name));
}
