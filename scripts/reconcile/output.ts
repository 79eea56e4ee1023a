import type { Difference } from '../../functions/src/platform/difference.ts';
import type { Drift, Tally } from '../../functions/src/reconciliation/schema.ts';
import type { ReconcileArguments } from './arguments.ts';

const outcomes: Readonly<Record<Drift['outcome'], string>> = {
  found: 'drifted',
  repaired: 'repaired',
  contradicting: 'cannot be repaired',
  unsettled: 'kept changing; the next run looks again',
};

export function printDrift({ format }: ReconcileArguments, drift: Drift): void {
  if (format === 'json') {
    console.log(JSON.stringify(drift));
    return;
  }
  const { stage, path, differences, contradictions, outcome } = drift;
  console.log(`${stage}: ${path}: ${outcomes[outcome]}`);
  for (const difference of differences) console.log(`  ${sentenceOn(difference)}`);
  for (const contradiction of contradictions) console.log(`  ${contradiction}`);
}

const sentenceOn = ({ field, stored, recounted }: Difference): string =>
  `${field} is ${JSON.stringify(stored)}, its records say ${JSON.stringify(recounted)}`;

/** What the run cost: an operator's measure, and the benchmark's. */
export interface Figures {
  readonly seconds: number;
  readonly perSecond: number;
  readonly peakRssMiB: number;
}

export function printSum(args: ReconcileArguments, sum: { tally: Tally; figures: Figures }): void {
  const { tally, figures } = sum;
  const { format, target, mode, runId, isStored } = args;
  if (format === 'json') {
    console.log(JSON.stringify({ target, mode, runId: isStored ? runId : null, ...tally, ...figures }));
    return;
  }
  console.log(`${target}: ${verdictOn({ tally, mode })}`);
}

function verdictOn({ tally, mode }: { tally: Tally; mode: ReconcileArguments['mode'] }): string {
  const { checked, drifted, repaired, contradicting, unsettled } = tally;
  const looked = `${checked} documents recounted`;
  if (drifted + unsettled === 0) return `${looked}, everything agrees.`;
  const parts = [
    `${drifted} drifted`,
    ...(mode === 'apply' ? [`${repaired} repaired`] : []),
    ...(contradicting > 0 ? [`${contradicting} whose records contradict each other`] : []),
    ...(unsettled > 0 ? [`${unsettled} that kept changing`] : []),
  ];
  const hint = mode === 'dryRun' && drifted > contradicting ? ' Run again with --apply to repair.' : '';
  return `${looked}, ${parts.join(', ')}.${hint}`;
}
