import { z } from 'zod';
import { Id, RequestId } from '../platform/ids.ts';
import { SessionState } from './schema.ts';

/** What clients send and get; shared with them, so nothing here may import a server's SDK. */

/** Half of a surrogate pair is no text, and Firestore does not take it. */
const Text = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(maxLength)
    .transform(text => text.toWellFormed());

export const StartSessionRequest = z.strictObject({
  courseId: Id,
  lessonId: Id.optional(),
  /** What the student studies on, in the client's words: for the evidence. */
  device: Text(200),
  requestId: RequestId,
});
export type StartSessionRequest = z.output<typeof StartSessionRequest>;

export const StartSessionOutcome = z.object({
  sessionId: Id,
  /** How often to send a heartbeat. */
  heartbeatSeconds: z.int().positive(),
  /** What the daily limit leaves; null: there is none. */
  remainingTodaySeconds: z.int().min(0).nullable(),
});
export type StartSessionOutcome = z.infer<typeof StartSessionOutcome>;

export const StartSessionAnswer = StartSessionOutcome.extend({
  /** For `sessionBeacon`, when the page goes away. */
  beaconToken: z.string(),
  replayed: z.boolean(),
});
export type StartSessionAnswer = z.infer<typeof StartSessionAnswer>;

const MAX_CLIENT_TIME = 64;

/** What the client takes for the time is kept as text and never believed; so it may be anything. */
function clientTimeText(said: unknown): string | null {
  if (said === undefined || said === null) return null;
  return textOf(said).slice(0, MAX_CLIENT_TIME).toWellFormed();
}

function textOf(said: unknown): string {
  if (typeof said === 'string') return said;
  if (typeof said !== 'object') return String(said);
  try {
    return JSON.stringify(said);
  } catch {
    return typeof said;
  }
}

export const HeartbeatRequest = z.strictObject({
  courseId: Id,
  sessionId: Id,
  /** From 1 on, one more each time; the same again for a retry. */
  sequence: z.int().min(1).max(99_999_999),
  /** Where the student is from now on. */
  lessonId: Id,
  /** Whether the student gave a sign of life since the last heartbeat. */
  engaged: z.boolean(),
  clientTime: z.unknown().optional().transform(clientTimeText),
});
export type HeartbeatRequest = z.output<typeof HeartbeatRequest>;

export const HeartbeatOutcome = z.object({
  /** In this session so far. */
  creditedSeconds: z.int().min(0),
  /** On this legal day, all sessions of the course together. */
  todaySeconds: z.int().min(0),
  state: SessionState,
  /** A question that waits for its answer; nothing is credited until then. */
  challenge: z
    .object({ challengeId: Id, questionId: Id, prompt: z.string(), expiresAt: z.iso.datetime() })
    .optional(),
});
export type HeartbeatOutcome = z.infer<typeof HeartbeatOutcome>;

export const HeartbeatAnswer = HeartbeatOutcome.extend({ replayed: z.boolean() });
export type HeartbeatAnswer = z.infer<typeof HeartbeatAnswer>;

export const EndSessionRequest = z.strictObject({
  courseId: Id,
  sessionId: Id,
  reason: Text(200),
  requestId: RequestId,
});
export type EndSessionRequest = z.output<typeof EndSessionRequest>;

export const EndSessionOutcome = z.object({ state: SessionState, creditedSeconds: z.int().min(0) });
export type EndSessionOutcome = z.infer<typeof EndSessionOutcome>;

export const EndSessionAnswer = EndSessionOutcome.extend({ replayed: z.boolean() });
export type EndSessionAnswer = z.infer<typeof EndSessionAnswer>;
