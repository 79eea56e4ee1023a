import { Id } from '../../../functions/src/platform/ids.ts';
import { reconcile } from '../../../functions/src/reconciliation/reconcile.ts';
import type { Drift, StageName } from '../../../functions/src/reconciliation/schema.ts';
import type { Findings, Value } from './finding.ts';

const invariants: Readonly<Record<StageName, string>> = {
  balances: 'a balance is the sum of its ledger',
  seats: 'seats taken are students seated',
  units: 'units are the sum of their ledger and of their reservations',
  quizzes: 'a quiz record is the sum of its attempts',
  hours: 'credited time is that of closed sessions, and of days',
  lessons: "a lesson's time is that of its sessions' events",
  summaries: "a student's statistics are the sum of what was counted",
  totals: "a course's statistics are the sum of what was counted",
};

/** Every counter against its records, as the operator's command recounts them; nothing is repaired. */
export async function checkRecounts({
  findings,
  stages,
}: {
  findings: Findings;
  stages: readonly StageName[];
}): Promise<void> {
  const steps = reconcile({ stages, mode: 'dryRun', runId: Id.parse('load-verify'), isStored: false });
  let drifted = 0;
  for await (const step of steps) {
    if (step.kind === 'stage') drifted = 0;
    if (step.kind === 'drift') {
      drifted += 1;
      tell({ findings, drift: step.drift });
    }
    if (step.kind !== 'page') continue;
    findings.addChecked({
      invariant: invariants[step.stage],
      count: Math.max(0, step.documents - drifted),
    });
    drifted = 0;
  }
}

function tell({ findings, drift }: { findings: Findings; drift: Drift }): void {
  const { stage, path: document, differences, contradictions } = drift;
  const invariant = invariants[stage];
  for (const { field, stored, recounted } of differences)
    findings.add({ invariant, document, field, expected: plainValue(recounted), found: plainValue(stored) });
  for (const contradiction of contradictions)
    findings.add({
      invariant,
      document,
      field: '(its records)',
      expected: 'records that agree',
      found: contradiction,
    });
}

function plainValue(value: unknown): Value {
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  return value === null ? null : JSON.stringify(value);
}
