import type { HealthReport } from '../commit/index.ts';
import type { Run } from '../reconciliation/schema.ts';
import type { GetHealthAnswer } from './wire.ts';

type LaneReport = HealthReport['lanes'];

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

/** All lanes together. A commit that took locks is a commit; one that failed is counted by how it did. */
export function lanesOf(reports: readonly HealthReport[]): GetHealthAnswer['lanes'] {
  const count = (field: keyof LaneReport): number => sum(reports, ({ lanes }) => lanes[field]);
  const commits = count('commits') + count('transactions');
  return {
    instances: reports.length,
    commands: count('commands'),
    commits,
    commandsPerCommit: commits === 0 ? 0 : count('committed') / commits,
    conflicts: count('conflicts'),
    rereads: count('rereads'),
    isolations: count('isolations'),
    replayed: count('replayed'),
    refused: count('refused'),
    retries: count('retries'),
    giveUps: count('giveUps'),
    unknownOutcomes: count('unknownOutcomes'),
  };
}

export const retryOf = (reports: readonly HealthReport[]): GetHealthAnswer['retry'] => ({
  calls: sum(reports, ({ retry }) => retry.calls),
  attempts: sum(reports, ({ retry }) => retry.attempts),
  retries: sum(reports, ({ retry }) => retry.retries),
  giveUps: sum(reports, ({ retry }) => retry.giveUps),
});

/** Each function by name, with when the last of its instances reported. */
export function functionsOf(reports: readonly HealthReport[]): GetHealthAnswer['byFunction'] {
  const byName = Map.groupBy(reports, ({ functionName }) => functionName);
  return [...byName]
    .map(([name, own]) => ({
      name,
      instances: own.length,
      commands: sum(own, ({ lanes }) => lanes.commands),
      conflicts: sum(own, ({ lanes }) => lanes.conflicts),
      giveUps: sum(own, ({ lanes }) => lanes.giveUps),
      reportedAt: new Date(Math.max(...own.map(({ reportedAt }) => reportedAt.getTime()))).toISOString(),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function driftOf(run: Run | undefined): GetHealthAnswer['drift'] {
  if (run === undefined) return null;
  const { runId, mode, startedAt, savedAt, stage, tally } = run;
  return {
    ...{ runId, mode },
    startedAt: startedAt.toISOString(),
    savedAt: savedAt.toISOString(),
    isDone: stage === null,
    ...tally,
  };
}
