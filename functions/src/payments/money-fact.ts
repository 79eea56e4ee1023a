import type { Id } from '../platform/ids.ts';

/** Something that happened to money at Stripe, whichever event told us of it. Amounts in minor units. */
export type MoneyFact =
  | {
      readonly kind: 'payment';
      readonly paymentIntentId: Id;
      readonly amount: number;
      readonly currency: string;
    }
  | {
      readonly kind: 'refund';
      readonly refundId: Id;
      readonly paymentIntentId: Id;
      readonly amount: number;
      readonly currency: string;
      /** A refund counts from when it is made; one that fails later is taken back. */
      readonly outcome: 'standing' | 'failed';
    }
  | {
      readonly kind: 'dispute';
      readonly disputeId: Id;
      readonly paymentIntentId: Id;
      readonly amount: number;
      readonly currency: string;
      readonly step: DisputeStep;
    };

export type DisputeStep = 'opened' | 'fundsWithdrawn' | 'fundsReinstated' | 'won' | 'lost';

/** Whose money the object says it is: the metadata that our server put there. */
export interface Owner {
  readonly userId: Id;
  readonly courseId: Id;
}

/** What an event means to us. */
export type Interpretation =
  | { readonly kind: 'ignore' }
  | { readonly kind: 'malformed'; readonly problem: string }
  | {
      readonly kind: 'money';
      readonly facts: readonly MoneyFact[];
      readonly paymentIntentId: Id;
      readonly owner: Owner | undefined;
    }
  /** The event names a charge's total but not its refunds; Stripe has to be asked for them. */
  | { readonly kind: 'refundsOf'; readonly paymentIntentId: Id; readonly owner: Owner | undefined }
  | {
      readonly kind: 'paymentState';
      readonly state: 'REQUESTED' | 'PROCESSING' | 'FAILED' | 'CANCELED';
      readonly paymentIntentId: Id;
      readonly owner: Owner | undefined;
    };
