import { Lanes, laneMetrics } from '../../../functions/src/commit/index.ts';
import { bookMoneyCommand } from '../../../functions/src/payments/book-money.ts';
import type { Work } from '../protocol.ts';
import { paymentsOf } from './payment.ts';
import type { Call, Subject } from './subject.ts';

// All that an instance holds in memory: every function is deployed to all of them.
await import('../../../functions/src/index.ts');

/** Ours: the command that the webhook submits for a payment, through the lanes of this process. */
export function lanePayments(): Subject {
  const lanes = new Lanes();
  const callOf = (payment: ReturnType<typeof paymentsOf>[number]): Call => {
    return async () => {
      const { replayed } = await lanes.submit(bookMoneyCommand(payment));
      return replayed ? 'replayed' : 'applied';
    };
  };
  return {
    prepare: (work: Work) => {
      laneMetrics.reset();
      return paymentsOf(work).map(callOf);
    },
    counts: () => ({ ...laneMetrics.snapshot().total, openQueues: lanes.openQueues }),
  };
}
