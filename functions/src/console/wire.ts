import { z } from 'zod';
import { Amount, Currency } from '../catalog/schema.ts';
import { AccessStatus, EnrollmentStatus, PaymentStatus } from '../enrollments/schema.ts';
import { EventState } from '../payments/schema.ts';
import { Id, RequestId } from '../platform/ids.ts';
import { Instant } from '../platform/instant.ts';
import { Mode, Tally } from '../reconciliation/schema.ts';
import { Reservation } from '../units/schema.ts';
import { ShownEnrollment } from './shown-enrollment.ts';
import { TimelineItem } from './timeline-item.ts';

/** What clients send and get; shared with them, so nothing here may import a server's SDK. */

const DAY_MS = 86_400_000;
/** Two months side by side. */
const MAX_CALENDAR_DAYS = 62;

const Count = z.int().min(0);
const IsoInstant = z.iso.datetime();
/** Taken like everywhere; nothing is changed, so nothing is remembered under it. */
const requestId = RequestId.optional();

/** Whom an answer speaks of: a deleted account has neither name nor address any more. */
const Person = z.object({
  userId: Id,
  displayName: z.string().nullable(),
  email: z.string().nullable(),
  isDeleted: z.boolean(),
});
export type Person = z.infer<typeof Person>;

export const SearchStudentsRequest = z.strictObject({
  query: z
    .string()
    .max(200)
    .refine(text => text.isWellFormed(), 'must not hold half a character'),
  requestId,
});
export type SearchStudentsRequest = z.infer<typeof SearchStudentsRequest>;

export const FoundCourse = z.object({
  courseId: Id,
  courseTitle: z.string(),
  enrollmentStatus: EnrollmentStatus,
  paymentStatus: PaymentStatus,
  accessStatus: AccessStatus,
  /** Minor units. */
  amountDue: Amount,
  currency: Currency,
  /** What counts toward the hours: of closed sessions, less what was taken back. */
  creditedSeconds: z.int(),
});
export type FoundCourse = z.infer<typeof FoundCourse>;

export const FoundStudent = Person.extend({ courses: z.array(FoundCourse) });
export type FoundStudent = z.infer<typeof FoundStudent>;

export const SearchStudentsAnswer = z.object({ students: z.array(FoundStudent), isTruncated: z.boolean() });
export type SearchStudentsAnswer = z.infer<typeof SearchStudentsAnswer>;

export const GetStudentTimelineRequest = z.strictObject({
  userId: Id,
  courseId: Id,
  /** `nextBefore` of the page before; left out: from the newest on. */
  before: Instant.optional(),
  limit: z.int().min(1).max(100).optional(),
  requestId: RequestId,
});
export type GetStudentTimelineRequest = z.infer<typeof GetStudentTimelineRequest>;

export const GetStudentTimelineAnswer = z.object({
  student: Person,
  enrollment: ShownEnrollment,
  /** Newest first. More than `limit` only where the last ones happened in the same millisecond. */
  items: z.array(TimelineItem),
  nextBefore: IsoInstant.nullable(),
});
export type GetStudentTimelineAnswer = z.infer<typeof GetStudentTimelineAnswer>;

export const ListParkedEventsRequest = z.strictObject({
  /** `next` of the page before. */
  after: Id.optional(),
  requestId,
});
export type ListParkedEventsRequest = z.infer<typeof ListParkedEventsRequest>;

export const ParkedEvent = z.object({
  eventId: Id,
  type: z.string(),
  createdAt: IsoInstant,
  state: EventState,
  /** One of ours, never text from outside. */
  reason: z.string().nullable(),
  attempts: Count,
});
export type ParkedEvent = z.infer<typeof ParkedEvent>;

export const ListParkedEventsAnswer = z.object({ events: z.array(ParkedEvent), next: Id.nullable() });
export type ListParkedEventsAnswer = z.infer<typeof ListParkedEventsAnswer>;

export const ListCalendarRequest = z
  .strictObject({
    /** Lessons that start from this instant on, and before `to`. */
    from: Instant,
    to: Instant,
    /** Of admins; an instructor's is always their own. */
    instructorId: Id.optional(),
    requestId,
  })
  .refine(({ from, to }) => from < to, { error: 'must be later than from', path: ['to'] })
  .refine(({ from, to }) => to.getTime() - from.getTime() <= MAX_CALENDAR_DAYS * DAY_MS, {
    error: `must be at most ${MAX_CALENDAR_DAYS} days after from`,
    path: ['to'],
  });
export type ListCalendarRequest = z.infer<typeof ListCalendarRequest>;

export const CalendarLesson = Reservation.pick({
  authorizationId: true,
  reservationId: true,
  studentId: true,
  instructorId: true,
  courseId: true,
  units: true,
  consumedUnits: true,
  state: true,
}).extend({ studentName: z.string().nullable(), startsAt: IsoInstant, endsAt: IsoInstant });
export type CalendarLesson = z.infer<typeof CalendarLesson>;

export const ListCalendarAnswer = z.object({ lessons: z.array(CalendarLesson), isTruncated: z.boolean() });
export type ListCalendarAnswer = z.infer<typeof ListCalendarAnswer>;

export const ListAuthorizationsRequest = z.strictObject({
  /** The student. */
  userId: Id.optional(),
  /** Of admins, who name one of the two or both; an instructor's is always their own. */
  instructorId: Id.optional(),
  requestId,
});
export type ListAuthorizationsRequest = z.infer<typeof ListAuthorizationsRequest>;

export const ListedAuthorization = z.object({
  authorizationId: Id,
  studentId: Id,
  studentName: z.string().nullable(),
  instructorId: Id,
  courseId: Id,
  totalUnits: Count,
  reservedUnits: Count,
  consumedUnits: Count,
  availableUnits: Count,
  validFrom: IsoInstant,
  validTo: IsoInstant,
});
export type ListedAuthorization = z.infer<typeof ListedAuthorization>;

export const ListAuthorizationsAnswer = z.object({
  authorizations: z.array(ListedAuthorization),
  isTruncated: z.boolean(),
});
export type ListAuthorizationsAnswer = z.infer<typeof ListAuthorizationsAnswer>;

export const GetHealthRequest = z.strictObject({ requestId });
export type GetHealthRequest = z.infer<typeof GetHealthRequest>;

/** Counts since each instance started, over those that reported within the last hour. */
export const GetHealthAnswer = z.object({
  at: IsoInstant,
  lanes: z.object({
    instances: Count,
    commands: Count,
    /** That went through; those that failed are counted by how they did, here and as `unknownOutcomes`. */
    commits: Count,
    commandsPerCommit: z.number().min(0),
    conflicts: Count,
    /** Met what was there already: duplicates, mostly. */
    rereads: Count,
    /** Failed for good, and went on in halves. */
    isolations: Count,
    replayed: Count,
    refused: Count,
    retries: Count,
    giveUps: Count,
    unknownOutcomes: Count,
  }),
  /** Of calls to other services. */
  retry: z.object({ calls: Count, attempts: Count, retries: Count, giveUps: Count }),
  /** What waits: for its trigger, or for a person. */
  backlog: z.object({ receivedEvents: Count, parkedEvents: Count, outbox: Count, suspense: Count }),
  /** The newest recount. */
  drift: Tally.extend({
    runId: Id,
    mode: Mode,
    startedAt: IsoInstant,
    savedAt: IsoInstant,
    isDone: z.boolean(),
  }).nullable(),
  byFunction: z.array(
    z.object({
      name: z.string(),
      instances: Count,
      commands: Count,
      conflicts: Count,
      giveUps: Count,
      reportedAt: IsoInstant,
    }),
  ),
  /** Of instances of another version, while a deployment goes on: in none of the figures. */
  reportsLeftOut: Count,
});
export type GetHealthAnswer = z.infer<typeof GetHealthAnswer>;
