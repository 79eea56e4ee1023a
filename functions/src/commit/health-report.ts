import { z } from 'zod';
import { Id } from '../platform/ids.ts';
import { RetryMetrics } from '../platform/retry/index.ts';
import { apply, type Command } from './command.ts';
import { create, type Doc, toExpectNew, toWrite, update } from './document.ts';
import { type LaneCounts, laneMetrics } from './metrics.ts';

const Count = z.int().min(0);
const DAY_MS = 86_400_000;

/** `health/{function}_{instance}`: what one instance counted since its start, as it last said. */
export const HealthReport = z.object({
  functionName: Id,
  instanceId: Id,
  startedAt: z.date(),
  reportedAt: z.date(),
  lanes: z.object({
    commands: Count,
    applied: Count,
    replayed: Count,
    refused: Count,
    commits: Count,
    transactions: Count,
    committed: Count,
    conflicts: Count,
    rereads: Count,
    isolations: Count,
    unknownOutcomes: Count,
    retries: Count,
    giveUps: Count,
  }),
  retry: z.object({ calls: Count, attempts: Count, retries: Count, giveUps: Count }),
  /** For the time-to-live policy: an instance that has ended is of no use to anybody. */
  expireAt: z.date(),
});
export type HealthReport = z.infer<typeof HealthReport>;

type ReportKey = Pick<HealthReport, 'functionName' | 'instanceId'>;

export const healthDoc = ({ functionName, instanceId }: ReportKey): Doc<HealthReport> => ({
  path: `health/${functionName}_${instanceId}`,
  schema: HealthReport,
});

const OPERATION = 'reportHealth';
const Reported = z.object({});

/**
 * Writes the report. Nobody else writes this document, so its lane is its own.
 * @param isNew whether it is the instance's first: reads 0, later 1; writes 1
 */
export function reportCommand({
  report,
  isNew,
}: {
  report: HealthReport;
  isNew: boolean;
}): Command<Record<string, never>> {
  const doc = healthDoc(report);
  return {
    operation: OPERATION,
    aggregate: doc.path,
    receipt: 'state',
    outcomeSchema: Reported,
    loads: [isNew ? toExpectNew(doc) : toWrite(doc)],
    decide: view => apply({}, [view.get(doc) === undefined ? create(doc, report) : update(doc, report)]),
  };
}

/** What there is to say at this moment; the reports themselves are not counted. */
export function reportOf(input: ReportKey & { startedAt: Date; now: Date }): HealthReport {
  const { functionName, instanceId, startedAt, now } = input;
  const { total, byOperation } = laneMetrics.snapshot();
  const own = byOperation[OPERATION];
  const count = (event: keyof LaneCounts): number => total[event] - (own?.[event] ?? 0);
  const { calls, attempts, retries, giveUps } = RetryMetrics.getMetrics().totals;
  return {
    ...{ functionName, instanceId, startedAt, reportedAt: now },
    lanes: {
      commands: count('commands'),
      applied: count('applied'),
      replayed: count('replayed'),
      refused: count('refused'),
      commits: count('commits'),
      transactions: count('transactions'),
      committed: count('committed'),
      conflicts: count('conflicts'),
      rereads: count('rereads'),
      isolations: count('isolations'),
      unknownOutcomes: count('unknownOutcomes'),
      retries: count('retries'),
      giveUps: count('giveUps'),
    },
    retry: { calls, attempts, retries, giveUps },
    expireAt: new Date(now.getTime() + DAY_MS),
  };
}
