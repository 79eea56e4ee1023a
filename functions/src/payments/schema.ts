import { z } from 'zod';
import { Amount } from '../catalog/schema.ts';
import { LedgerEntry } from '../enrollments/schema.ts';
import { Id } from '../platform/ids.ts';

/** What a payment did last. `SUCCEEDED` and `CANCELED` are final; that it was paid is said by the ledger. */
export const PaymentState = z.enum(['REQUESTED', 'PROCESSING', 'FAILED', 'CANCELED', 'SUCCEEDED']);
export type PaymentState = z.infer<typeof PaymentState>;

/** `payments/{paymentIntentId}`: whose payment it is. Made when the payment is asked for, or when Stripe first names it. */
export const Payment = z.object({
  paymentIntentId: Id,
  userId: Id,
  courseId: Id,
  /** What was asked for, in minor units; null where Stripe told us of the payment first. */
  requestedAmount: Amount.nullable(),
  state: PaymentState,
  /** Stripe's time of the event that last set the state; null before the first event. */
  stateAt: z.date().nullable(),
});
export type Payment = z.infer<typeof Payment>;

export const EventState = z.enum(['received', 'applied', 'ignored', 'parked']);
export type EventState = z.infer<typeof EventState>;

/** `stripeEvents/{eventId}`: the inbox. In the commit that applies an event, its document becomes the receipt. */
export const StripeEventRecord = z.object({
  eventId: Id,
  type: z.string().max(200),
  state: EventState,
  /** When Stripe made it, and when we stored it. */
  createdAt: z.date(),
  receivedAt: z.date(),
  /** The body as it was signed, so that it can be applied later. */
  payload: z.string(),
  /** The document whose ledger it went to. */
  accountPath: z.string().nullable(),
  /** Failed tries of the background trigger. */
  attempts: z.int().min(0),
  /** Why it is parked or waits: one of ours, never text from outside. */
  problem: z.string().nullable(),
  /** For the time-to-live policy; longer than Stripe repeats a delivery or lists an event. */
  expireAt: z.date(),
});
export type StripeEventRecord = z.infer<typeof StripeEventRecord>;

export const SuspenseReason = z.enum(['NO_OWNER', 'NO_ENROLLMENT', 'CURRENCY_MISMATCH']);
export type SuspenseReason = z.infer<typeof SuspenseReason>;

/** ISO 4217 in lower case: suspense may hold a currency that no course is sold in. */
const AnyCurrency = z.string().regex(/^[a-z]{3}$/);

/** `suspense/{paymentId}/ledger/{entryId}`: moves to the enrollment's ledger when the money is claimed. */
export const SuspenseEntry = LedgerEntry.extend({ currency: AnyCurrency });
export type SuspenseEntry = z.infer<typeof SuspenseEntry>;

/** `suspense/{paymentId}`: money that matched no enrollment, with a ledger of its own until somebody claims it. */
export const Suspense = z.object({
  paymentId: Id,
  state: z.enum(['OPEN', 'CLAIMED']),
  reason: SuspenseReason,
  currency: AnyCurrency,
  amountPaid: Amount,
  amountRefunded: Amount,
  amountDisputed: Amount,
  entryCount: z.int().min(0),
  /** Whom the metadata named, where the enrollment does not exist. */
  namedOwner: z.object({ userId: Id, courseId: Id }).nullable(),
  receivedAt: z.date(),
  claimedAt: z.date().nullable(),
  claimedFor: z.object({ userId: Id, courseId: Id }).nullable(),
});
export type Suspense = z.infer<typeof Suspense>;

/** `users/{uid}/private/stripeCustomer` */
export const StripeCustomer = z.object({ customerId: Id });
