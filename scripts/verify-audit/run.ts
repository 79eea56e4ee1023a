import { readFile } from 'node:fs/promises';
import { readAnchors } from '../../functions/src/audit/anchors.ts';
import { type Anchors, strangersIn, verifyLog } from '../../functions/src/audit/verify-log.ts';
import { exits } from '../shared/exits.ts';
import type { VerifyArguments } from './arguments.ts';
import { printChain, printStrangers, printTotals } from './output.ts';

export async function run(args: VerifyArguments): Promise<number> {
  const anchors: Anchors =
    args.since === undefined ? new Map() : readAnchors(await readFile(args.since, 'utf8'));
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
  return totals.findings === 0 ? exits.done : exits.refused;
}
