import { addEffects, noEffect } from '../enrollments/balance.ts';
import { withEffect } from '../enrollments/enrollment.ts';
import { type Enrollment, LedgerEntry } from '../enrollments/schema.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import { claimedEntryIdOf } from './ledger-facts.ts';
import type { Suspense, SuspenseEntry } from './schema.ts';

export interface ClaimPlan {
  readonly kind: 'plan';
  readonly enrollment: Enrollment;
  readonly entries: readonly LedgerEntry[];
  readonly suspense: Suspense;
}

/** Moves money from suspense, with all that happened to it since, to the enrollment it was meant for. */
export function claimForEnrollment(input: {
  readonly suspense: Suspense | undefined;
  readonly entries: readonly SuspenseEntry[];
  readonly enrollment: Enrollment | undefined;
  /** Whether the enrollment's ledger holds a mark under the payment's own name, which cannot be overwritten. */
  readonly isMarked: boolean;
  readonly now: Date;
}): ClaimPlan | Refusal {
  const { suspense, entries, enrollment, now } = input;
  if (suspense === undefined) return refuse('SUSPENSE_NOT_FOUND');
  if (suspense.state === 'CLAIMED') return refuse('ALREADY_CLAIMED');
  if (enrollment === undefined) return refuse('ENROLLMENT_NOT_FOUND');
  if (enrollment.currency !== suspense.currency) return refuse('CURRENCY_MISMATCH');
  // A refund arrived since the entries were listed: claiming without it would lose it.
  if (entries.length !== suspense.entryCount) return refuse('STALE_READ');
  const effect = entries.reduce((sum, entry) => addEffects(sum, entry.effect), noEffect);
  const claimedFor = { userId: enrollment.userId, courseId: enrollment.courseId };
  return {
    kind: 'plan',
    enrollment: withEffect({ enrollment, effect, now }),
    entries: entries.map(entry =>
      LedgerEntry.parse({ ...entry, entryId: claimedEntryId({ ...input, entry }), recordedAt: now }),
    ),
    suspense: { ...suspense, state: 'CLAIMED', claimedAt: now, claimedFor },
  };
}

/** The entry's name in the enrollment's ledger: its own, unless the mark of its waiting stands there. */
function claimedEntryId({ entry, isMarked }: { entry: SuspenseEntry; isMarked: boolean }): string {
  return isMarked && entry.kind === 'payment' ? claimedEntryIdOf(entry.entryId) : entry.entryId;
}
