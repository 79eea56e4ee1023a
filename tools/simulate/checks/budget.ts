import type { SimulatedProcess } from '../world/simulated-process.ts';
import type { Verdicts } from './verdicts.ts';

/** What the product's own budget allows: a tenth of the calls, a reserve, and half a retry for each second. */
const SHARE = 0.1;
const RESERVE = 10;
const PER_SECOND = 0.5;

/** Rounds that were no first try are conflicts, second looks, or were paid for out of the budget. */
export function lookAtBudget(
  verdicts: Verdicts,
  { process, nowMs }: { process: SimulatedProcess; nowMs: number },
): void {
  const { total } = process.metrics.snapshot();
  const seconds = (nowMs - process.bornAtMs) / 1_000;
  const allowed = total.commands * SHARE + RESERVE + seconds * PER_SECOND;
  const { withdrawn } = process.budget;
  const invariant = 'retries stay within their budget';
  verdicts.hold(invariant, withdrawn <= allowed, () => `${process.name}: ${withdrawn} of ${allowed}`);
  // A refusal looks a second time at what was taken for new.
  const explained = 2 * total.commands + total.conflicts + total.rereads + 2 * total.isolations + withdrawn;
  verdicts.hold(
    invariant,
    total.rounds <= explained,
    () => `${process.name}: ${total.rounds} rounds, ${explained} explained`,
  );
}
