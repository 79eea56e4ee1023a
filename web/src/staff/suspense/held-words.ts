import type { Suspense } from '../../../../client/src/index.ts';
import { formatMoney } from '../../shared/format.ts';

/** What is there of it: what went back meanwhile is no more to be claimed. */
export const heldWords = ({ amountPaid, amountRefunded, currency }: Suspense): string =>
  formatMoney({ amount: Math.max(0, amountPaid - amountRefunded), currency });
