import type { VerifiedChain } from '../../functions/src/evidence/session-chains.ts';
import type { ChainFinding } from '../../functions/src/evidence/verify-chain.ts';
import type { VerifyArguments } from './arguments.ts';

export interface Totals {
  readonly sessions: number;
  readonly events: number;
  readonly findings: number;
}

/** One session: in text only if something is wrong with it. */
export function printChain({ format }: VerifyArguments, chain: VerifiedChain): void {
  if (format === 'json') {
    console.log(JSON.stringify(chain));
    return;
  }
  for (const finding of chain.findings) console.log(`${chain.chainName}: ${sentenceOn(finding)}`);
}

export function printTotals({ format, target }: VerifyArguments, totals: Totals): void {
  if (format === 'json') {
    console.log(JSON.stringify({ target, ...totals }));
    return;
  }
  const verdict = totals.findings === 0 ? 'all whole' : `${totals.findings} findings`;
  console.log(`${target}: ${totals.sessions} sessions, ${totals.events} events, ${verdict}.`);
}

function sentenceOn(finding: ChainFinding): string {
  switch (finding.kind) {
    case 'changed':
      return `event ${finding.name} (position ${finding.position}) was changed`;
    case 'inserted':
      return `event ${finding.name} (position ${finding.position}) was put in`;
    case 'reordered':
      return `event ${finding.name} (position ${finding.position}) was moved`;
    case 'missing':
      return finding.position === finding.to
        ? `the event at position ${finding.position} is missing`
        : `the events at positions ${finding.position} to ${finding.to} are missing`;
    case 'unreadable':
      return `${finding.name}: no link of a chain`;
    case 'headMismatch':
      return `the session remembers ${finding.recorded} events, or another last one; the chain has ${finding.length}`;
  }
}
