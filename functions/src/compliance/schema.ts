import { z } from 'zod';
import { DailyLimit } from '../catalog/policy-rules.ts';
import { MAX_LESSONS } from '../catalog/schema.ts';
import { Id } from '../platform/ids.ts';

export const SessionState = z.enum(['ACTIVE', 'IDLE', 'ON_BREAK', 'TERMINATED', 'ABANDONED', 'CLOSED']);
export type SessionState = z.infer<typeof SessionState>;

/** What of the policy counts a session's time; pinned when it starts, so that a heartbeat reads no policy. */
export const SessionRules = z.object({
  heartbeatSeconds: z.int().positive(),
  maximumGapSeconds: z.int().positive(),
  idleSeconds: z.int().positive().nullable(),
  staleSeconds: z.int().positive(),
  breakEverySeconds: z.int().positive().nullable(),
  breakSeconds: z.int().positive().nullable(),
  dailyLimit: DailyLimit,
  requiredSeconds: z.int().min(0),
  /** What is kept of a day's study is kept for so long from that day on. */
  retentionYears: z.int().positive(),
});
export type SessionRules = z.infer<typeof SessionRules>;

export const EndReason = z.enum([
  'student',
  'beacon',
  'superseded',
  'stale',
  'dailyLimit',
  'locked',
  'accessLost',
]);
export type EndReason = z.infer<typeof EndReason>;

const Seconds = z.int().min(0);
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** `…/sessions/{sessionId}`: one stretch of study, by server time alone. */
export const Session = z.object({
  sessionId: Id,
  userId: Id,
  courseId: Id,
  state: SessionState,
  timeZone: z.string(),
  rules: SessionRules,
  startedAt: z.date(),
  /** Server time of the last heartbeat that counted; the start until there is one. */
  lastAcceptedAt: z.date(),
  /** From then on the session is over if nothing was heard; null once it is closed. What the sweep looks for. */
  staleAt: z.date().nullable(),
  /** Up to here time has been credited or passed over. Whole seconds are credited, so it may lag by less than one. */
  countedUntil: z.date(),
  lastEngagedAt: z.date(),
  /** The client's number of the last heartbeat that counted; 0 until there is one. */
  lastSequence: z.int().min(0),
  creditedSeconds: Seconds,
  /** Where the student is. */
  lessonId: Id.nullable(),
  /** What the lesson may still be credited with, pinned when it was entered; null: no bound. */
  lessonLeftSeconds: Seconds.nullable(),
  /** The course's lessons at the start: what completion is measured by when the session closes. */
  lessonIds: z.array(Id).max(MAX_LESSONS),
  /** Credited here to lessons and not yet added to `…/lessons/{lessonId}`: done when the session closes. */
  pendingLessonSeconds: z.record(z.string(), Seconds),
  studiedSinceBreakSeconds: Seconds,
  breakEndsAt: z.date().nullable(),
  /** The personal questions that the student may be asked here, pinned at the start; none where there are no checks. */
  checkQuestionIds: z.array(Id).max(50),
  /** The last settled identity check that an event of this session told of. */
  noticedChallengeId: Id.nullable(),
  /** Events so far, and the hash of the last: the head of this session's chain. */
  eventCount: z.int().min(0),
  headHash: Hash,
  /** SHA-256 of the token that may close this session and nothing else; null once it is spent. */
  beaconTokenHash: Hash.nullable(),
  device: z.string().max(200),
  endedAt: z.date().nullable(),
  endReason: EndReason.nullable(),
  /** Kept at least until then, by the policy's retention. */
  retainUntil: z.date(),
});
export type Session = z.infer<typeof Session>;

/**
 * `users/{uid}/private/activeSession`: the one open session of the student, whatever the course, and what the next
 * one takes over from it.
 */
export const ActiveSession = z.object({
  sessionId: Id.nullable(),
  courseId: Id.nullable(),
  startedAt: z.date().nullable(),
  /** The open session's beacon secret: kept where no client reads, so that a lost answer can be given again. */
  beaconSecret: z.string().max(64).nullable(),
  /** Where the last session that closed left off; null before the first one did. */
  last: z
    .object({
      /** No second before it is credited to a later session, however the clocks of two servers differ. */
      countedUntil: z.date(),
      endedAt: z.date(),
      /** A break is owed for study, not for a session: a new one does not begin rested. */
      studiedSinceBreakSeconds: Seconds,
      breakEndsAt: z.date().nullable(),
    })
    .nullable(),
});
export type ActiveSession = z.infer<typeof ActiveSession>;

const ChallengeNews = z.object({
  challengeId: Id,
  outcome: z.enum(['ISSUED', 'CORRECT', 'INCORRECT', 'EXPIRED']),
});

/**
 * `…/sessions/{sessionId}/events/{eventId}`: a link of the session's chain. A heartbeat is named by its sequence
 * number (eight digits), which makes it the receipt of that heartbeat; the others by what happened once.
 */
export const SessionEvent = z.object({
  eventId: Id,
  kind: z.enum(['started', 'heartbeat', 'lateHeartbeat', 'lessonCompleted', 'ended']),
  sessionId: Id,
  at: z.date(),
  position: z.int().positive(),
  previousHash: Hash,
  hash: Hash,
  /** What this event credited. */
  creditedSeconds: Seconds,
  /** In the session so far, this event included. */
  totalSeconds: Seconds,
  lessonId: Id.nullable(),
  state: SessionState,
  engaged: z.boolean().nullable(),
  /** As the client's clock said; recorded, never believed. Text, since it may be anything. */
  clientTime: z.string().max(64).nullable(),
  challenge: ChallengeNews.nullable(),
  endReason: Session.shape.endReason,
  /** What the student said on leaving. */
  note: z.string().max(200).nullable(),
  retainUntil: z.date(),
});
export type SessionEvent = z.infer<typeof SessionEvent>;

/** `…/days/{dayKey}`: what was credited on one legal day of the enrollment's time zone. */
export const StudyDay = z.object({
  /** `2026-03-08` */
  dayKey: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  creditedSeconds: Seconds,
  /** Credited stretches of this day, joined where they touch: for limits over any 24 hours. Empty in other modes. */
  stretches: z.array(z.object({ from: z.date(), to: z.date() })).max(1_000),
  retainUntil: z.date(),
});
export type StudyDay = z.infer<typeof StudyDay>;

export { TimeAdjustment } from '../enrollments/adjustment.ts';
