import { z } from 'zod';
import { MAX_AMOUNT } from '../catalog/schema.ts';
import { Id } from '../platform/ids.ts';

/** The parts of Stripe's objects that we rely on. Whatever else they hold may change without us. */

const StripeAmount = z.int().positive().max(MAX_AMOUNT);
const CurrencyCode = z.string().regex(/^[a-z]{3}$/);

/** Objects may carry an id, or the object itself where it was expanded. */
const Reference = z.union([Id, z.object({ id: Id }).transform(object => object.id)]);

/** Made once: to make a schema takes far longer than to use it. */
const OwnerMetadata = z.object({ userId: Id, courseId: Id });

/** Metadata is anyone's who has the Stripe dashboard, so it is only believed where it is well formed. */
const Metadata = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform(metadata => {
    const owner = OwnerMetadata.safeParse(metadata);
    return owner.success ? owner.data : undefined;
  });

export const PaymentIntentObject = z.object({
  id: Id,
  status: z.string(),
  amount: z.int().min(0),
  amount_received: z.int().min(0).max(MAX_AMOUNT).default(0),
  currency: CurrencyCode,
  metadata: Metadata,
});
export type PaymentIntentObject = z.infer<typeof PaymentIntentObject>;

export const CheckoutSessionObject = z.object({
  id: Id,
  mode: z.string(),
  payment_status: z.string(),
  payment_intent: Reference.nullish(),
  amount_total: z.int().min(0).max(MAX_AMOUNT).nullish(),
  currency: CurrencyCode.nullish(),
  metadata: Metadata,
});

export const RefundObject = z.object({
  id: Id,
  amount: StripeAmount,
  currency: CurrencyCode,
  payment_intent: Reference.nullish(),
  status: z.string().nullish(),
  metadata: Metadata,
});
export type RefundObject = z.infer<typeof RefundObject>;

export const ChargeObject = z.object({
  id: Id,
  payment_intent: Reference.nullish(),
  refunds: z.object({ data: z.array(RefundObject) }).nullish(),
  amount_refunded: z.int().min(0),
  metadata: Metadata,
});

export const DisputeObject = z.object({
  id: Id,
  amount: StripeAmount,
  currency: CurrencyCode,
  payment_intent: Reference.nullish(),
  status: z.string(),
});

export const StripeEventObject = z.object({
  id: Id,
  type: z
    .string()
    .min(1)
    .max(200)
    .refine(type => type.isWellFormed()),
  created: z.int().positive().max(9_999_999_999),
  data: z.object({ object: z.record(z.string(), z.unknown()) }),
});
export type StripeEventObject = z.infer<typeof StripeEventObject>;
