import type { Round } from './figures.ts';
import type { Instances } from './instances.ts';
import type { RoundReport, Work } from './protocol.ts';
import { type Account, readAccount, recount } from './recount.ts';

/** A round of payments, with what became of the enrollment they went to. */
export type PaidRound = Round & { report: RoundReport; account: Account };

/** Lets them pay, then recounts from the ledger. */
export async function payRound({
  instances,
  work,
}: {
  instances: Instances;
  work: Work;
}): Promise<PaidRound> {
  const report = await instances.round(work);
  const account = await readAccount(work);
  const { samples, elapsedMs } = report;
  return { samples, elapsedMs, report, account, ...recount({ samples, run: work.run, account }) };
}

/** The different errors of a round, each with how often it came. */
export function errorsOf(rounds: readonly Round[]): string[] {
  const counts = new Map<string, number>();
  for (const sample of rounds.flatMap(round => round.samples)) {
    if (sample.kind === 'error') counts.set(sample.message, (counts.get(sample.message) ?? 0) + 1);
  }
  return [...counts].map(([message, count]) => `${count} × ${message}`);
}
