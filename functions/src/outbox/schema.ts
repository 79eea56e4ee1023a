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

/** A role was given or taken: the custom claims of the account shall say the same. */
const MirrorRole = z.object({ ...common, kind: z.literal('mirrorRole'), userId: Id });

/** The account is closed: nobody signs in with it any more. */
const DeleteSignIn = z.object({ ...common, kind: z.literal('deleteSignIn'), userId: Id });

/** `outbox/{id}`: an effect decided in a commit, to be carried out once afterwards. */
export const OutboxEntry = z.discriminatedUnion('kind', [
  PromoteWaitlisted,
  RefundOverpayment,
  MirrorRole,
  DeleteSignIn,
]);
export type OutboxEntry = z.infer<typeof OutboxEntry>;

export type EffectKind = OutboxEntry['kind'];
export type EntryOf<Kind extends EffectKind> = Extract<OutboxEntry, { kind: Kind }>;

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

type OfUser = { userId: Id; now: Date };

export const mirrorRoleEntry = ({ userId, now }: OfUser): OutboxEntry => ({
  ...pending(now),
  kind: 'mirrorRole',
  userId,
});

export const deleteSignInEntry = ({ userId, now }: OfUser): OutboxEntry => ({
  ...pending(now),
  kind: 'deleteSignIn',
  userId,
});
