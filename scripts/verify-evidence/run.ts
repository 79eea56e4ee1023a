import { verifySessionChains } from '../../functions/src/evidence/session-chains.ts';
import { exits } from '../shared/exits.ts';
import type { VerifyArguments } from './arguments.ts';
import { printChain, printTotals } from './output.ts';

/** Sessions between two lines of progress. */
const PROGRESS_EVERY = 500;

export async function run(args: VerifyArguments): Promise<number> {
  const totals = { sessions: 0, events: 0, findings: 0 };
  for await (const chain of verifySessionChains(args.filter)) {
    totals.sessions += 1;
    totals.events += chain.events;
    totals.findings += chain.findings.length;
    printChain(args, chain);
    if (totals.sessions % PROGRESS_EVERY === 0) console.error(`${totals.sessions} sessions …`);
  }
  printTotals(args, totals);
  return totals.findings === 0 ? exits.done : exits.refused;
}
