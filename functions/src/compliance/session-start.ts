import type { PolicyRules } from '../catalog/policy-rules.ts';
import type { Course } from '../catalog/schema.ts';
import type { Enrollment } from '../enrollments/schema.ts';
import { emptyChain } from '../evidence/chain.ts';
import { dayKey } from '../platform/day-key.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import { yearsAfter } from '../platform/years.ts';
import { firstChallengeAt, hasRegisteredEnough, registeredQuestionIds } from '../verification/challenge.ts';
import { withLapsedLockLifted } from '../verification/identity-lock.ts';
import type { VerificationProfile } from '../verification/schema.ts';
import { isOverdue } from '../verification/settlement.ts';
import { hashOfSecret } from './beacon-token.ts';
import type { ClosedSession } from './closing.ts';
import { refuseWithoutAccess } from './course-access.ts';
import { remainingToday, roomUnderLimit } from './daily-limit.ts';
import { enterLesson, type LessonEntry, lessonOrderOf } from './lesson-entry.ts';
import { staleAtOf } from './open-session.ts';
import type { ActiveSession, Session, SessionEvent, SessionRules } from './schema.ts';
import { openStateOf, sessionRulesFrom } from './session.ts';
import { appendEvent, chainNameOf, STARTED_EVENT_ID } from './session-events.ts';
import type { StudyDays } from './study-days.ts';

/** What is asked for, with what chance gave for it. */
export interface SessionWish {
  readonly sessionId: Id;
  readonly device: string;
  readonly beaconSecret: string;
  /** For the first identity check. */
  readonly jitterUnit: number;
}

export interface StartFacts {
  readonly wish: SessionWish;
  readonly enrollment: Enrollment | undefined;
  /** Where the student's last session left off. */
  readonly last: ActiveSession['last'];
  readonly rules: PolicyRules;
  readonly course: Course | undefined;
  /** Undefined if the session starts in no lesson. */
  readonly entry: LessonEntry | undefined;
  readonly profile: VerificationProfile | undefined;
  readonly days: StudyDays;
  readonly now: Date;
}

export interface SessionStarted {
  readonly kind: 'started';
  readonly enrollment: Enrollment;
  readonly session: Session;
  readonly event: SessionEvent;
  readonly activeSession: ActiveSession;
  readonly remainingTodaySeconds: number | null;
}

/** The facts as the end of the session that is replaced leaves them, if there is one. */
export function afterReplacing({
  facts,
  closed,
}: {
  facts: StartFacts;
  closed: ClosedSession | undefined;
}): StartFacts {
  if (closed === undefined) return facts;
  const last = closed.activeSession?.last ?? facts.last;
  if (closed.session.courseId !== facts.course?.courseId) return { ...facts, last };
  const { entry } = facts;
  // What it earned in a lesson is the lesson's by now: else the lesson's maximum would be left once more.
  const progress = closed.lessons.find(({ lessonId }) => lessonId === entry?.lessonId) ?? entry?.progress;
  return { ...facts, last, enrollment: closed.enrollment, entry: entry && { ...entry, progress } };
}

/**
 * Opens a session for a student who may study, has time left today, and can be asked who it is.
 * @returns ENROLLMENT_NOT_FOUND, COURSE_NOT_FOUND, ENROLLMENT_EXPIRED, IDENTITY_LOCKED, ACCESS_LOCKED,
 *   IDENTITY_NOT_REGISTERED, DAILY_LIMIT, LESSON_NOT_FOUND, LESSON_LOCKED, or STALE_READ
 */
export function startSession(facts: StartFacts): SessionStarted | Refusal {
  const { wish, rules, course, entry, profile, now } = facts;
  if (facts.enrollment === undefined) return refuse('ENROLLMENT_NOT_FOUND');
  if (course === undefined) return refuse('COURSE_NOT_FOUND');
  // Its silence has to be settled first, which may lock the course.
  if (isOverdue(facts.enrollment.identity, now)) return refuse('STALE_READ');
  const lifted = withLapsedLockLifted({ enrollment: facts.enrollment, now });
  const refusal = refuseWithoutAccess(lifted, now);
  if (refusal !== undefined) return refusal;
  if (!hasRegisteredEnough({ profile, rules: rules.challenges })) return refuse('IDENTITY_NOT_REGISTERED');
  const limit = limitAt(facts, lifted.timeZone);
  if (roomUnderLimit(limit) === 0) return refuse('DAILY_LIMIT');
  const lesson = entry && enterLesson({ entry, enrollment: lifted, pendingLessonSeconds: {} });
  if (lesson?.kind === 'refused') return lesson;
  const enrollment = withFirstCheck({ enrollment: lifted, facts });
  const checkQuestionIds =
    rules.challenges === null ? [] : registeredQuestionIds({ profile, rules: rules.challenges });
  const opened = openSession({ facts, enrollment, lessonIds: lessonOrderOf(course) });
  const started = appendEvent({
    session: {
      ...opened,
      checkQuestionIds: [...checkQuestionIds],
      lessonId: lesson?.lessonId ?? null,
      lessonLeftSeconds: lesson?.lessonLeftSeconds ?? null,
    },
    event: { eventId: STARTED_EVENT_ID, kind: 'started', at: now },
  });
  return {
    kind: 'started',
    enrollment,
    ...started,
    activeSession: {
      sessionId: wish.sessionId,
      courseId: enrollment.courseId,
      startedAt: now,
      beaconSecret: wish.beaconSecret,
      last: facts.last,
    },
    remainingTodaySeconds: remainingToday(limit),
  };
}

/** No second before the last session's end is counted again. */
const countedFrom = ({ last, now }: Pick<StartFacts, 'last' | 'now'>): Date =>
  last !== null && last.countedUntil.getTime() > now.getTime() ? last.countedUntil : now;

function limitAt(facts: StartFacts, timeZone: string) {
  const at = countedFrom(facts);
  return { limit: facts.rules.dailyLimit, days: facts.days, dayKey: dayKey(at, timeZone), at };
}

function withFirstCheck({ enrollment, facts }: { enrollment: Enrollment; facts: StartFacts }): Enrollment {
  const { identity } = enrollment;
  if (identity.nextChallengeAtSeconds !== null) return enrollment;
  const nextChallengeAtSeconds = firstChallengeAt({
    rules: facts.rules.challenges,
    jitterUnit: facts.wish.jitterUnit,
  });
  return nextChallengeAtSeconds === null
    ? enrollment
    : { ...enrollment, identity: { ...identity, nextChallengeAtSeconds } };
}

function openSession({
  facts,
  enrollment,
  lessonIds,
}: {
  facts: StartFacts;
  enrollment: Enrollment;
  lessonIds: readonly Id[];
}): Session {
  const { wish, now } = facts;
  const { userId, courseId, timeZone, identity } = enrollment;
  const rules = sessionRulesFrom(facts.rules);
  const rest = restOf({ last: facts.last, rules, now });
  const chain = emptyChain(chainNameOf({ userId, courseId, sessionId: wish.sessionId }));
  return {
    sessionId: wish.sessionId,
    userId,
    courseId,
    state: openStateOf({ ...rest, lastEngagedAt: now, rules, now }),
    timeZone,
    rules,
    startedAt: now,
    lastAcceptedAt: now,
    staleAt: staleAtOf(now, rules),
    countedUntil: countedFrom(facts),
    lastEngagedAt: now,
    lastSequence: 0,
    creditedSeconds: 0,
    lessonId: null,
    lessonLeftSeconds: null,
    lessonIds: [...lessonIds],
    pendingLessonSeconds: {},
    ...rest,
    checkQuestionIds: [],
    noticedChallengeId: identity.lastChallenge?.challengeId ?? null,
    eventCount: chain.length,
    headHash: chain.hash,
    beaconTokenHash: hashOfSecret(wish.beaconSecret),
    device: wish.device,
    endedAt: null,
    endReason: null,
    retainUntil: yearsAfter({ from: now, years: rules.retentionYears }),
  };
}

/** A break is owed for study, whatever session it was in; having stayed away for as long pays it off. */
function restOf({
  last,
  rules,
  now,
}: {
  last: ActiveSession['last'];
  rules: SessionRules;
  now: Date;
}): Pick<Session, 'studiedSinceBreakSeconds' | 'breakEndsAt'> {
  const rested = { studiedSinceBreakSeconds: 0, breakEndsAt: null };
  if (last === null || rules.breakSeconds === null) return rested;
  const { studiedSinceBreakSeconds, breakEndsAt, endedAt } = last;
  if (breakEndsAt !== null)
    return breakEndsAt.getTime() > now.getTime() ? { studiedSinceBreakSeconds, breakEndsAt } : rested;
  const restedAt = new Date(endedAt.getTime() + rules.breakSeconds * 1_000);
  if (restedAt.getTime() <= now.getTime()) return rested;
  const isDue = rules.breakEverySeconds !== null && studiedSinceBreakSeconds >= rules.breakEverySeconds;
  return { studiedSinceBreakSeconds, breakEndsAt: isDue ? restedAt : null };
}
