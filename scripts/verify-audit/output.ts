import type { LogFinding, VerifiedLog } from '../../functions/src/audit/verify-log.ts';
import type { VerifyArguments } from './arguments.ts';

export interface Totals {
  readonly chains: number;
  readonly records: number;
  readonly findings: number;
}

/** One chain: in text only if something is wrong with it. */
export function printChain({ format }: VerifyArguments, chain: VerifiedLog): void {
  if (format === 'json') console.log(JSON.stringify(chain));
  else for (const finding of chain.findings) console.log(`${chain.chain}: ${sentenceOn(finding)}`);
}

export function printStrangers({ format }: VerifyArguments, strangers: readonly string[]): void {
  for (const name of strangers) {
    if (format === 'json') console.log(JSON.stringify({ kind: 'stranger', name }));
    else console.log(`record ${name} is in no chain: put in, or taken out of one`);
  }
}

export function printTotals({ format, target }: VerifyArguments, totals: Totals): void {
  const verdict = totals.findings === 0 ? 'all whole' : `${totals.findings} findings`;
  const sentence = `${target}: ${totals.chains} chains, ${totals.records} records, ${verdict}.`;
  console.log(format === 'json' ? JSON.stringify({ target, ...totals }) : sentence);
}

function sentenceOn(finding: LogFinding): string {
  switch (finding.kind) {
    case 'changed':
      return `record ${finding.name} (position ${finding.position}) was changed`;
    case 'inserted':
      return `record ${finding.name} (position ${finding.position}) was put in`;
    case 'reordered':
      return `record ${finding.name} (position ${finding.position}) was moved`;
    case 'renamed':
      return `record ${finding.name} holds what was written as ${finding.says}`;
    case 'missing':
      return finding.position === finding.to
        ? `the record at position ${finding.position} is missing`
        : `the records at positions ${finding.position} to ${finding.to} are missing`;
    case 'unreadable':
      return `${finding.name}: no link of a chain`;
    case 'headMismatch':
      return `the chain's end speaks of ${finding.recorded} records, or of another last one; there are ${finding.length}`;
    case 'rewritten':
      return `an earlier check saw other records up to position ${finding.position}: rewritten or cut`;
  }
}
