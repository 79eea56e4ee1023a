import { Id } from '../platform/ids.ts';
import { noEffect } from './balance.ts';
import { withEffect } from './enrollment.ts';
import type { Enrollment, LedgerEntry } from './schema.ts';

/** An enrollment together with the ledger entry that its new balances come from. */
export interface Booked {
  readonly enrollment: Enrollment;
  readonly entry: LedgerEntry;
}

/** The charge's name. A registration is charged once, so it bears the registration's id. */
export const tuitionEntryId = (registrationId: Id): Id => Id.parse(`tuition_${registrationId}`);

/** Named after the request that cancels: an enrollment is cancelled once, whichever request does it. */
export const tuitionCancelledEntryId = (requestId: Id): Id => Id.parse(`tuitionCancelled_${requestId}`);

/** Charges the price. The course opens at once if that leaves nothing to wait for. */
export function chargeTuition({ enrollment, now }: { enrollment: Enrollment; now: Date }): Booked {
  const { price, currency, registrationId } = enrollment;
  const effect = { ...noEffect, total: price };
  const entryId = tuitionEntryId(registrationId);
  return {
    enrollment: withEffect({ enrollment, effect, now }),
    entry: { entryId, kind: 'tuition', amount: price, currency, effect, paymentIntentId: null, recordedAt: now },
  };
}

/** Takes the charge back; what was paid towards it becomes credit. */
export function cancelTuition(input: { enrollment: Enrollment; requestId: Id; now: Date }): Booked {
  const { enrollment, requestId, now } = input;
  const { amountTotal: amount, currency } = enrollment;
  const effect = { ...noEffect, total: 0 - amount };
  const entryId = tuitionCancelledEntryId(requestId);
  return {
    enrollment: withEffect({ enrollment, effect, now }),
    entry: {
      entryId,
      kind: 'tuitionCancelled',
      amount,
      currency,
      effect,
      paymentIntentId: null,
      recordedAt: now,
    },
  };
}
