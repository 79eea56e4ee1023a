import { verifySessionChains } from '../functions/src/evidence/session-chains.ts';
import { readArguments, usage, type VerifyArguments } from './verify-evidence/arguments.ts';
import { printChain, printTotals } from './verify-evidence/output.ts';

/** Exit codes: what a caller's script branches on. */
const exits = { whole: 0, findings: 1, usage: 2 } as const;

/** Sessions between two lines of progress. */
const PROGRESS_EVERY = 500;

async function main(): Promise<number> {
  const parsed = readArguments({ argv: process.argv.slice(2), environment: process.env });
  if (parsed.kind === 'help') {
    console.log(usage);
    return exits.whole;
  }
  if (parsed.kind === 'wrong') {
    console.error(`${parsed.problem}\n\n${usage}`);
    return exits.usage;
  }
  try {
    return await verify(parsed.arguments);
  } catch (error) {
    console.error(`${parsed.arguments.target}: ${error instanceof Error ? error.message : String(error)}`);
    return exits.findings;
  }
}

async function verify(args: VerifyArguments): Promise<number> {
  process.env.GCLOUD_PROJECT = args.projectId;
  // An emulator asks for no credentials, so none are looked for on the network.
  if (process.env.FIRESTORE_EMULATOR_HOST !== undefined) process.env.METADATA_SERVER_DETECTION ??= 'none';
  const totals = { sessions: 0, events: 0, findings: 0 };
  for await (const chain of verifySessionChains(args.filter)) {
    totals.sessions += 1;
    totals.events += chain.events;
    totals.findings += chain.findings.length;
    printChain(args, chain);
    if (totals.sessions % PROGRESS_EVERY === 0) console.error(`${totals.sessions} sessions …`);
  }
  printTotals(args, totals);
  return totals.findings === 0 ? exits.whole : exits.findings;
}

process.exitCode = await main();
