/** A payment of an enrollment's ledger. */
export type BookedPayment = { readonly entryId: string; readonly amount: number };

export type PaidCount = {
  /** Payments that were made and are in no ledger, or not in the balance. */
  readonly missing: number;
  /** Payments that the balance counts more than once. */
  readonly doubled: number;
};

/** Holds what was paid against ledger and balance; all payments have the same amount. */
export function countPaid(input: {
  readonly paymentIntentIds: readonly string[];
  readonly booked: readonly BookedPayment[];
  readonly amountPaid: number;
  readonly amount: number;
}): PaidCount {
  const { paymentIntentIds, booked, amountPaid, amount } = input;
  const entries = new Set(booked.map(({ entryId }) => entryId));
  const absent = paymentIntentIds.filter(id => !entries.has(id)).length;
  const surplus = amountPaid / amount - paymentIntentIds.length;
  return {
    missing: Math.max(absent, -surplus),
    doubled: Math.max(0, surplus, booked.length - paymentIntentIds.length),
  };
}
