import { boundedId } from '../platform/bounded-id.ts';
import type { Id } from '../platform/ids.ts';
import { noEffect } from './balance.ts';
import { withEffect } from './enrollment.ts';
import type { Enrollment, LedgerEntry } from './schema.ts';

/** An enrollment together with the ledger entry that its new balances come from. */
export interface Booked {
  readonly enrollment: Enrollment;
  readonly entry: LedgerEntry;
}

/** The charge's name. A registration is charged once, so it bears the registration's id. */
export const tuitionEntryId = (registrationId: Id): Id => boundedId(`tuition_${registrationId}`);

/** Named after the request that cancels: an enrollment is cancelled once, whichever request does it. */
export const tuitionCancelledEntryId = (requestId: Id): Id => boundedId(`tuitionCancelled_${requestId}`);

/** Charges the price. The course opens at once if that leaves nothing to wait for. */
export function chargeTuition({ enrollment, now }: { enrollment: Enrollment; now: Date }): Booked {
  const { price, registrationId } = enrollment;
  const entry = { entryId: tuitionEntryId(registrationId), kind: 'tuition', amount: price } as const;
  return book({ enrollment, entry, total: price, now });
}

/** Takes the charge back; what was paid towards it becomes credit. */
export function cancelTuition(input: { enrollment: Enrollment; requestId: Id; now: Date }): Booked {
  const { enrollment, requestId, now } = input;
  const { amountTotal: amount } = enrollment;
  const entry = { entryId: tuitionCancelledEntryId(requestId), kind: 'tuitionCancelled', amount } as const;
  return book({ enrollment, entry, total: 0 - amount, now });
}

function book(input: {
  readonly enrollment: Enrollment;
  readonly entry: Pick<LedgerEntry, 'entryId' | 'kind' | 'amount'>;
  /** Added to what is owed in all, in minor units. */
  readonly total: number;
  readonly now: Date;
}): Booked {
  const { enrollment, now } = input;
  const effect = { ...noEffect, total: input.total };
  return {
    enrollment: withEffect({ enrollment, effect, now }),
    entry: {
      ...input.entry,
      currency: enrollment.currency,
      effect,
      paymentIntentId: null,
      recordedAt: now,
    },
  };
}
