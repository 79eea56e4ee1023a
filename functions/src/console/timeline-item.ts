import { z } from 'zod';
import { Amount, Currency } from '../catalog/schema.ts';
import { CertificateState } from '../certificates/schema.ts';
import { EndReason, SessionState } from '../compliance/schema.ts';
import { TimeAdjustment } from '../enrollments/adjustment.ts';
import { LedgerEntryKind } from '../enrollments/schema.ts';
import { Id } from '../platform/ids.ts';
import { AttemptState } from '../quizzes/schema.ts';
import { ChallengeState } from '../verification/schema.ts';

const IsoInstant = z.iso.datetime();

/** When it happened, and its document's name, which is the item's own among those of its kind. */
const common = { at: IsoInstant, id: z.string() };

/** One thing that happened in a student's course. Of an identity check never the answer. */
export const TimelineItem = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('payment'),
    ledgerKind: LedgerEntryKind,
    /** Minor units. */
    amount: Amount,
    currency: Currency,
    paymentIntentId: Id.nullable(),
    /** What `refundPayment` would take of it at this moment; 0 for all that is no payment. */
    refundableAmount: Amount,
  }),
  z.object({
    ...common,
    kind: z.literal('session'),
    state: SessionState,
    startedAt: IsoInstant,
    endedAt: IsoInstant.nullable(),
    creditedSeconds: z.int().min(0),
    endReason: EndReason.nullable(),
    device: z.string(),
  }),
  z.object({
    ...common,
    kind: z.literal('attempt'),
    quizId: Id,
    quizTitle: z.string(),
    attemptNumber: z.int().positive(),
    state: AttemptState,
    percent: z.int().nullable(),
    passed: z.boolean().nullable(),
  }),
  z.object({
    ...common,
    kind: z.literal('challenge'),
    questionId: Id,
    state: ChallengeState,
    issuedAt: IsoInstant,
    settledAt: IsoInstant.nullable(),
  }),
  z.object({
    ...common,
    kind: z.literal('adjustment'),
    seconds: z.int().max(0),
    cause: TimeAdjustment.shape.cause,
  }),
  z.object({
    ...common,
    kind: z.literal('staffAction'),
    /** The callable's name. */
    action: z.string(),
    by: Id,
    reason: z.string(),
  }),
  z.object({
    ...common,
    kind: z.literal('certificate'),
    certificateId: Id,
    serial: Id,
    state: CertificateState,
  }),
]);
export type TimelineItem = z.infer<typeof TimelineItem>;
