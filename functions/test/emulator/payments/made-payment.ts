import type { EnrollmentKey } from '../../../src/enrollments/store.ts';
import { here } from './world.ts';

export interface SentByHand {
  readonly eventId: string;
  readonly paymentIntentId: string;
  /** One delivery; resolves with the answer's status, null when there was none. */
  readonly deliver: () => Promise<number | null>;
}

/** A payment of 200.00 that has succeeded; its one event is sent by hand. */
export async function madePayment(key: EnrollmentKey): Promise<SentByHand> {
  const payment = { amount: 20_000, metadata: { ...key } };
  const { payments } = await here().stripe.createSucceededPayments({ payments: [payment] });
  const [made] = payments;
  if (made === undefined) throw new Error('One payment was made.');
  const deliver = async () => {
    const { results } = await here().stripe.deliverEvents({ eventIds: [made.eventId] });
    return results[0]?.status ?? null;
  };
  return { ...made, deliver };
}
