import { z } from 'zod';
import { CertificateState } from '../../functions/src/certificates/schema.ts';
import type { CertificatePdfAnswer as PdfAnswer } from '../../functions/src/certificates/wire.ts';
import { EndReason, SessionState } from '../../functions/src/compliance/schema.ts';
import {
  AccessStatus,
  Enrollment,
  EnrollmentStatus,
  LedgerEntryKind,
  PaymentStatus,
} from '../../functions/src/enrollments/schema.ts';
import { EventState } from '../../functions/src/payments/schema.ts';
import { Id, RequestId } from '../../functions/src/platform/ids.ts';
import { AttemptState } from '../../functions/src/quizzes/schema.ts';
import {
  type ExportComplianceRecordAnswer as RecordAnswer,
  RecordFormat,
} from '../../functions/src/records/wire.ts';
import { ReservationState } from '../../functions/src/units/schema.ts';
import { ChallengeState } from '../../functions/src/verification/schema.ts';

/** Answers that the server types without a schema; `satisfies` holds the two together. */
export const CertificatePdfAnswer = z.object({
  fileName: z.string(),
  pdfBase64: z.string(),
}) satisfies z.ZodType<PdfAnswer>;

export const ExportComplianceRecordAnswer = z.object({
  format: RecordFormat,
  fileName: z.string(),
  contentType: z.string(),
  document: z.string(),
}) satisfies z.ZodType<RecordAnswer>;

const Count = z.int().min(0);
const Instant = z.iso.datetime();
const Text = z.string().nullable();

export const searchStudents = {
  request: z.strictObject({ query: z.string() }),
  answer: z.object({
    students: z.array(
      z.object({
        userId: Id,
        displayName: Text,
        email: Text,
        courses: z.array(
          z.object({
            courseId: Id,
            courseTitle: z.string(),
            enrollmentStatus: EnrollmentStatus,
            paymentStatus: PaymentStatus,
            accessStatus: AccessStatus,
            amountDue: Count,
            currency: z.string(),
            creditedSeconds: Count,
          }),
        ),
      }),
    ),
    isTruncated: z.boolean(),
  }),
};

const item = { at: Instant, id: z.string() };
const TimelineItem = z.discriminatedUnion('kind', [
  z.object({
    ...item,
    kind: z.literal('payment'),
    ledgerKind: LedgerEntryKind,
    amount: Count,
    currency: z.string(),
    paymentIntentId: Text,
    refundableAmount: Count.nullable(),
  }),
  z.object({
    ...item,
    kind: z.literal('session'),
    state: SessionState,
    startedAt: Instant,
    endedAt: Instant.nullable(),
    creditedSeconds: Count,
    endReason: EndReason.nullable(),
    device: z.string(),
  }),
  z.object({
    ...item,
    kind: z.literal('attempt'),
    quizId: Id,
    quizTitle: z.string(),
    attemptNumber: Count,
    state: AttemptState,
    percent: Count.nullable(),
    passed: z.boolean().nullable(),
  }),
  z.object({
    ...item,
    kind: z.literal('challenge'),
    questionId: Id,
    state: ChallengeState,
    issuedAt: Instant,
    settledAt: Instant.nullable(),
  }),
  z.object({ ...item, kind: z.literal('adjustment'), seconds: z.int(), cause: z.string() }),
  z.object({
    ...item,
    kind: z.literal('staffAction'),
    action: z.string(),
    by: z.string(),
    reason: Text,
  }),
  z.object({
    ...item,
    kind: z.literal('certificate'),
    certificateId: Id,
    serial: z.string(),
    state: CertificateState,
  }),
]);

export const studentTimeline = {
  request: z.strictObject({
    userId: Id,
    courseId: Id,
    before: Instant.optional(),
    limit: z.int().min(1).max(100).optional(),
    requestId: RequestId,
  }),
  answer: z.object({
    student: z.object({ userId: Id, displayName: Text, email: Text }),
    /** As stored, with instants as text. */
    enrollment: Enrollment,
    items: z.array(TimelineItem),
    nextBefore: Instant.nullable(),
  }),
};

export const listParkedEvents = {
  request: z.strictObject({ after: Id.optional() }),
  answer: z.object({
    events: z.array(
      z.object({
        eventId: Id,
        type: z.string(),
        createdAt: Instant,
        state: EventState,
        reason: Text,
        attempts: Count,
      }),
    ),
    next: Id.nullable(),
  }),
};

export const listCalendar = {
  request: z.strictObject({ from: Instant, to: Instant, instructorId: Id.optional() }),
  answer: z.object({
    lessons: z.array(
      z.object({
        authorizationId: Id,
        reservationId: Id,
        studentId: Id,
        studentName: Text,
        instructorId: Id,
        courseId: Id,
        startsAt: Instant,
        endsAt: Instant,
        units: Count,
        consumedUnits: Count,
        state: ReservationState,
      }),
    ),
    isTruncated: z.boolean(),
  }),
};

export const listAuthorizations = {
  request: z.strictObject({ userId: Id.optional(), instructorId: Id.optional() }),
  answer: z.object({
    authorizations: z.array(
      z.object({
        authorizationId: Id,
        studentId: Id,
        instructorId: Id,
        courseId: Id,
        totalUnits: Count,
        reservedUnits: Count,
        consumedUnits: Count,
        availableUnits: Count,
        validFrom: Instant,
        validTo: Instant,
      }),
    ),
  }),
};

export const getHealth = {
  request: z.strictObject({}),
  answer: z.object({
    at: Instant,
    lanes: z.object({
      instances: Count,
      commands: Count,
      commits: Count,
      commandsPerCommit: z.number(),
      conflicts: Count,
      replayed: Count,
      refused: Count,
      retries: Count,
      giveUps: Count,
      unknownOutcomes: Count,
    }),
    retry: z.object({ calls: Count, attempts: Count, retries: Count, giveUps: Count }),
    backlog: z.object({ receivedEvents: Count, parkedEvents: Count, outbox: Count, suspense: Count }),
    drift: z
      .object({
        runId: z.string(),
        mode: z.string(),
        startedAt: Instant,
        savedAt: Instant,
        isDone: z.boolean(),
        checked: Count,
        drifted: Count,
        repaired: Count,
        contradicting: Count,
        unsettled: Count,
      })
      .nullable(),
    byFunction: z.array(
      z.object({
        name: z.string(),
        instances: Count,
        commands: Count,
        conflicts: Count,
        giveUps: Count,
        reportedAt: Instant,
      }),
    ),
  }),
};
