import type { Enrollment } from '../enrollments/schema.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import { type ClosedSession, type ClosingDocuments, closeSession, type Ending } from './closing.ts';
import { type LostAccess, lostAccessOf } from './course-access.ts';
import { type Credited, creditTime } from './credit.ts';
import { type IssuedCheck, issueIfDue, newsOf, pauseOf, type WantedCheck } from './identity-checks.ts';
import { enterLesson, type LessonEntry } from './lesson-entry.ts';
import { isStale, staleAtOf } from './open-session.ts';
import type { Session, SessionEvent, StudyDay } from './schema.ts';
import { openStateOf, refuseUnlessOpen } from './session.ts';
import { appendEvent, heartbeatEventId, type NewEvent } from './session-events.ts';
import type { StudyDays } from './study-days.ts';

export interface Beat {
  readonly sequence: number;
  readonly lessonId: Id;
  readonly engaged: boolean;
  readonly clientTime: string | null;
}

/** Loaded only when a first look showed that they are needed: most heartbeats do without. */
export interface MoreDocuments {
  readonly closing: ClosingDocuments;
  /** For the lesson that the heartbeat names, if the session was in another one. */
  readonly entry: LessonEntry | undefined;
}

export interface HeartbeatInput {
  readonly session: Session | undefined;
  readonly enrollment: Enrollment | undefined;
  readonly days: StudyDays;
  readonly beat: Beat;
  /** When the heartbeat arrived. */
  readonly now: Date;
  readonly wantedCheck: WantedCheck;
  readonly more: MoreDocuments | undefined;
}

export interface HeartbeatPlan {
  readonly kind: 'heartbeat';
  /** With the event of this heartbeat; as it was before it was closed, if it was. */
  readonly session: Session;
  readonly event: SessionEvent;
  /** Those that changed. */
  readonly days: readonly StudyDay[];
  readonly issued: IssuedCheck | undefined;
  readonly closed: ClosedSession | undefined;
}

type Facts = HeartbeatInput & { readonly session: Session; readonly enrollment: Enrollment };

/**
 * What a heartbeat comes to. One that closes the session, or enters a lesson, needs more than is loaded at first; one
 * that meets an overdue identity check has to wait until that is settled. Both are refused as STALE_READ, and the
 * endpoint sees to it.
 */
export function planHeartbeat(input: HeartbeatInput): HeartbeatPlan | Refusal {
  const { session, enrollment, beat, now } = input;
  const refusal = refuseUnlessOpen(session);
  if (refusal !== undefined) return refusal;
  if (session === undefined || enrollment === undefined) return refuse('NOT_FOUND');
  const facts = { ...input, session, enrollment };
  if (isStale(session, now)) return planLapsed(facts);
  if (beat.sequence <= session.lastSequence) return planLate(facts);
  const pause = pauseOf({ identity: enrollment.identity, session, now });
  if (pause.isOverdue) return refuse('STALE_READ');
  const lost = lostAccessOf(enrollment, now);
  const credited = creditTime({ session, days: input.days, now, pause, closedAt: lost?.closedAt ?? null });
  const ending = endingOf({ lost, credited, now });
  return ending === undefined ? planOpen({ facts, credited }) : planClosing({ facts, credited, ending });
}

function endingOf(input: {
  lost: LostAccess | undefined;
  credited: Credited;
  now: Date;
}): Ending | undefined {
  const { lost, credited, now } = input;
  if (lost !== undefined) return { state: 'CLOSED', endReason: lost.endReason, endedAt: now };
  return credited.isLimitReached ? { state: 'CLOSED', endReason: 'dailyLimit', endedAt: now } : undefined;
}

/** Nothing was heard for too long: the session has ended at its last heartbeat, and this one earns nothing. */
function planLapsed(facts: Facts): HeartbeatPlan | Refusal {
  const { session } = facts;
  const ending: Ending = { state: 'ABANDONED', endReason: 'stale', endedAt: session.lastAcceptedAt };
  return withEnding({ facts, plan: recorded({ facts, session, kind: 'lateHeartbeat' }), ending });
}

/** Overtaken by a later one, which was credited for the time of both. */
const planLate = (facts: Facts): HeartbeatPlan =>
  recorded({ facts, session: facts.session, kind: 'lateHeartbeat' });

interface Step {
  readonly facts: Facts;
  readonly credited: Credited;
}

function planClosing({ facts, credited, ending }: Step & { ending: Ending }): HeartbeatPlan | Refusal {
  const { session, news } = heard({ facts, credited });
  const plan = recorded({ facts, session, credited, kind: 'heartbeat', challenge: news });
  return withEnding({ facts, plan, ending });
}

function planOpen({ facts, credited }: Step): HeartbeatPlan | Refusal {
  const { enrollment, now, wantedCheck } = facts;
  const { session, news } = heard({ facts, credited });
  const entered = inLessonOf({ facts, session });
  if (entered.kind === 'refused') return entered;
  // An event tells of one check; the next is issued a heartbeat later.
  const issued =
    news === null
      ? issueIfDue({ enrollment, session: entered.session, now, wanted: wantedCheck })
      : undefined;
  const challenge = issued === undefined ? news : issued.news;
  const plan = recorded({ facts, session: entered.session, credited, kind: 'heartbeat', challenge });
  return { ...plan, issued };
}

/** The session as an accepted heartbeat leaves it. A clock behind another server's takes nothing back. */
function heard({ facts, credited }: Step) {
  const { beat, now, enrollment } = facts;
  const { session } = credited;
  const later = (before: Date): Date => (before.getTime() > now.getTime() ? before : now);
  const lastAcceptedAt = later(session.lastAcceptedAt);
  const lastEngagedAt = beat.engaged ? later(session.lastEngagedAt) : session.lastEngagedAt;
  const news = newsOf({ identity: enrollment.identity, session });
  return {
    news,
    session: {
      ...session,
      lastAcceptedAt,
      lastEngagedAt,
      staleAt: staleAtOf(lastAcceptedAt, session.rules),
      lastSequence: beat.sequence,
      state: openStateOf({ ...session, lastEngagedAt, now }),
      noticedChallengeId: news?.challengeId ?? session.noticedChallengeId,
    },
  };
}

/** The time before belonged to the lesson before. */
function inLessonOf({ facts, session }: { facts: Facts; session: Session }) {
  const { beat, more, enrollment } = facts;
  if (beat.lessonId === session.lessonId) return { kind: 'entered', session } as const;
  if (more?.entry?.lessonId !== beat.lessonId) return refuse('STALE_READ');
  const { pendingLessonSeconds } = session;
  const lesson = enterLesson({ entry: more.entry, enrollment, pendingLessonSeconds });
  if (lesson.kind === 'refused') return lesson;
  const { lessonId, lessonLeftSeconds } = lesson;
  return { kind: 'entered', session: { ...session, lessonId, lessonLeftSeconds } } as const;
}

function recorded(input: {
  facts: Facts;
  session: Session;
  credited?: Credited;
  kind: NewEvent['kind'];
  challenge?: SessionEvent['challenge'];
}): HeartbeatPlan {
  const { facts, session, credited, kind, challenge = null } = input;
  const { sequence, engaged, clientTime } = facts.beat;
  const eventId = heartbeatEventId(sequence);
  const creditedSeconds = credited?.seconds ?? 0;
  const event = { eventId, kind, at: facts.now, creditedSeconds, engaged, clientTime, challenge };
  const linked = appendEvent({ session, event });
  return {
    kind: 'heartbeat',
    ...linked,
    days: credited?.days ?? [],
    issued: undefined,
    closed: undefined,
  };
}

function withEnding(input: { facts: Facts; plan: HeartbeatPlan; ending: Ending }): HeartbeatPlan | Refusal {
  const { facts, plan, ending } = input;
  if (facts.more === undefined) return refuse('STALE_READ');
  const closed = closeSession({ session: plan.session, ending, documents: facts.more.closing });
  return closed === undefined ? refuse('STALE_READ') : { ...plan, closed };
}
