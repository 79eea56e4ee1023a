import { readFile } from 'node:fs/promises';
import { readAnchors } from '../functions/src/audit/anchors.ts';
import { type Anchors, strangersIn, verifyLog } from '../functions/src/audit/verify-log.ts';
import { readArguments, usage, type VerifyArguments } from './verify-audit/arguments.ts';
import { printChain, printStrangers, printTotals } from './verify-audit/output.ts';

/** Exit codes: what a caller's script branches on. */
const exits = { whole: 0, findings: 1, usage: 2 } as const;

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
  const args = parsed.arguments;
  try {
    const anchors = args.since === undefined ? new Map() : readAnchors(await readFile(args.since, 'utf8'));
    return await verify({ args, anchors });
  } catch (error) {
    console.error(`${args.target}: ${error instanceof Error ? error.message : String(error)}`);
    return exits.findings;
  }
}

async function verify({ args, anchors }: { args: VerifyArguments; anchors: Anchors }): Promise<number> {
  process.env.GCLOUD_PROJECT = args.projectId;
  // An emulator asks for no credentials, so none are looked for on the network.
  if (process.env.FIRESTORE_EMULATOR_HOST !== undefined) process.env.METADATA_SERVER_DETECTION ??= 'none';
  const totals = { chains: 0, records: 0, findings: 0 };
  for await (const chain of verifyLog({ anchors })) {
    totals.chains += 1;
    totals.records += chain.length;
    totals.findings += chain.findings.length;
    printChain(args, chain);
    console.error(`${chain.chain}: ${chain.length} records …`);
  }
  const strangers = await strangersIn({ seen: totals.records });
  totals.findings += strangers.length;
  printStrangers(args, strangers);
  printTotals(args, totals);
  return totals.findings === 0 ? exits.whole : exits.findings;
}

process.exitCode = await main();
