import type { TimelineItemOf } from '../api.ts';

/** What staff are about to do in a student's course. */
export type StudentTask =
  | { readonly kind: 'refund'; readonly paymentIntentId: string | null }
  | { readonly kind: 'unlock' }
  | { readonly kind: 'correctCheck'; readonly check: TimelineItemOf<'challenge'> }
  | { readonly kind: 'resetAnswers' }
  | { readonly kind: 'voidAttempt'; readonly attempt: TimelineItemOf<'attempt'> }
  | { readonly kind: 'allowance' }
  | { readonly kind: 'revoke'; readonly certificate: TimelineItemOf<'certificate'> }
  | { readonly kind: 'supersede'; readonly certificate: TimelineItemOf<'certificate'> }
  | { readonly kind: 'certificatePdf'; readonly certificate: TimelineItemOf<'certificate'> }
  | { readonly kind: 'exportRecord' };
