import { verifySessionChains } from '../functions/src/evidence/session-chains.ts';
import { exits } from './shared/exits.ts';
import { runCommand } from './shared/run-command.ts';
import { readArguments, usage, type VerifyArguments } from './verify-evidence/arguments.ts';
import { printChain, printTotals } from './verify-evidence/output.ts';

/** Sessions between two lines of progress. */
const PROGRESS_EVERY = 500;

async function verify(args: VerifyArguments): Promise<number> {
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

await runCommand({ usage, read: readArguments, run: verify });
