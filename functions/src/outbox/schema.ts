import { z } from 'zod';
import { Id } from '../platform/ids.ts';

/** `PENDING` until the effect is there; `PARKED` when it keeps failing and a person must look. */
const OutboxState = z.enum(['PENDING', 'DONE', 'PARKED']);

const common = {
  state: OutboxState,
  createdAt: z.date(),
  doneAt: z.date().nullable(),
  problem: z.string().nullable(),
};

/** A seat is free and somebody waits for one. */
const PromoteWaitlisted = z.object({ ...common, kind: z.literal('promoteWaitlisted'), courseId: Id });

/** More was paid than the tuition, and the terms say that it goes back. */
const RefundOverpayment = z.object({
  ...common,
  kind: z.literal('refundOverpayment'),
  userId: Id,
  courseId: Id,
  paymentIntentId: Id,
  /** Minor units of the payment's own currency. */
  amount: z.int().positive(),
});

/** `outbox/{id}`: an effect decided in a commit, to be carried out once afterwards. */
export const OutboxEntry = z.discriminatedUnion('kind', [PromoteWaitlisted, RefundOverpayment]);
export type OutboxEntry = z.infer<typeof OutboxEntry>;

const pending = (now: Date) => ({ state: 'PENDING', createdAt: now, doneAt: null, problem: null }) as const;

export const promoteWaitlistedEntry = ({ courseId, now }: { courseId: Id; now: Date }): OutboxEntry => ({
  ...pending(now),
  kind: 'promoteWaitlisted',
  courseId,
});

export const refundOverpaymentEntry = ({
  now,
  ...refund
}: Pick<z.infer<typeof RefundOverpayment>, 'userId' | 'courseId' | 'paymentIntentId' | 'amount'> & {
  now: Date;
}): OutboxEntry => ({ ...pending(now), kind: 'refundOverpayment', ...refund });
