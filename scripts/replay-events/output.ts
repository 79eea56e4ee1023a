import type { StripeEventRecord } from '../../functions/src/payments/schema.ts';
import type { ReplayArguments } from './arguments.ts';

export interface Totals {
  events: number;
  applied: number;
  /** Could not be applied, or stay parked. */
  failed: number;
}

/** What became of one event; `after` is null where nothing was tried. */
export interface Replayed {
  readonly record: StripeEventRecord;
  readonly after: StripeEventRecord['state'] | null;
  readonly problem: string | null;
}

/** Never the body: it names customers. */
export function printEvent({ format }: ReplayArguments, { record, after, problem }: Replayed): void {
  const { eventId, type, state, receivedAt, attempts } = record;
  const stored = receivedAt.toISOString();
  if (format === 'json') {
    console.log(JSON.stringify({ eventId, type, receivedAt: stored, attempts, state, after, problem }));
    return;
  }
  const change = after === null ? state : `${state} → ${after}`;
  console.log(`${stored} ${eventId} ${type}: ${change}${problem === null ? '' : ` (${problem})`}`);
}

export function printTotals({ format, target, mode }: ReplayArguments, totals: Totals): void {
  if (format === 'json') {
    console.log(JSON.stringify({ target, mode, ...totals }));
    return;
  }
  const verdict =
    mode === 'apply'
      ? `${totals.applied} applied or ignored, ${totals.failed} failed.`
      : 'Nothing was tried. Run again with --apply.';
  console.log(`${target}: ${totals.events} events. ${verdict}`);
}
