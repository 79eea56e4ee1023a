import type { Doc } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { Payment, StripeCustomer, StripeEventRecord, Suspense, SuspenseEntry } from './schema.ts';

export const paymentDoc = (paymentIntentId: Id): Doc<Payment> => ({
  path: `payments/${paymentIntentId}`,
  schema: Payment,
});

export const stripeEventDoc = (eventId: Id): Doc<StripeEventRecord> => ({
  path: `stripeEvents/${eventId}`,
  schema: StripeEventRecord,
});

export const suspenseDoc = (paymentId: Id): Doc<Suspense> => ({
  path: `suspense/${paymentId}`,
  schema: Suspense,
});

export const stripeCustomerDoc = (userId: Id): Doc<{ customerId: Id }> => ({
  path: `users/${userId}/private/stripeCustomer`,
  schema: StripeCustomer,
});

export const suspenseEntryDoc = ({
  paymentId,
  entryId,
}: {
  paymentId: Id;
  entryId: string;
}): Doc<SuspenseEntry> => ({
  path: `${suspenseDoc(paymentId).path}/ledger/${entryId}`,
  schema: SuspenseEntry,
});
