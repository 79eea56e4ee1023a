import type { LedgerEntry } from '../../../../client/src/index.ts';

export interface LedgerLine {
  readonly label: string;
  /** What it does to what is left to pay, in minor units: more (above 0), less, or nothing. */
  readonly dueChange: number;
}

/** An entry of the ledger, for whoever pays. */
export function ledgerLine({ kind, effect }: Pick<LedgerEntry, 'kind' | 'effect'>): LedgerLine {
  const dueChange = effect.total - effect.paid + effect.refunded;
  return { label: labelOf(kind), dueChange };
}

function labelOf(kind: LedgerEntry['kind']): string {
  switch (kind) {
    case 'tuition':
      return 'Tuition';
    case 'tuitionCancelled':
      return 'Tuition taken back';
    case 'payment':
      return 'Payment';
    case 'heldInSuspense':
      return 'Payment that waits to be assigned';
    case 'refund':
      return 'Returned to you';
    case 'refundFailed':
      return 'A return that did not reach you';
    case 'disputeOpened':
      return 'Your bank disputes a payment';
    case 'disputeFundsWithdrawn':
      return 'The bank took the disputed amount';
    case 'disputeFundsReinstated':
      return 'The bank gave the disputed amount back';
    case 'disputeWon':
      return 'The dispute is settled: the payment stays';
    case 'disputeLost':
      return 'The dispute is settled: the payment went back';
    case 'reconciled':
      return 'Checked and set right';
  }
}
