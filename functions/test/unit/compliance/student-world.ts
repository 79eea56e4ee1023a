import type { PolicyRules } from '../../../src/catalog/policy-rules.ts';
import type { Course, Lesson } from '../../../src/catalog/schema.ts';
import { type ClosedSession, closeSession, type Ending } from '../../../src/compliance/closing.ts';
import { lapsedEnding, planStudentEnding } from '../../../src/compliance/ending-plan.ts';
import { type HeartbeatPlan, planHeartbeat } from '../../../src/compliance/heartbeat-plan.ts';
import type { LessonEntry } from '../../../src/compliance/lesson-entry.ts';
import { type LessonProgress, newLessonProgress } from '../../../src/compliance/lesson-progress.ts';
import { isOpen, isStale } from '../../../src/compliance/open-session.ts';
import type { ActiveSession, Session, SessionEvent, StudyDay } from '../../../src/compliance/schema.ts';
import { afterReplacing, startSession } from '../../../src/compliance/session-start.ts';
import { dayKeysToKnow, newStudyDay } from '../../../src/compliance/study-days.ts';
import type { Enrollment } from '../../../src/enrollments/schema.ts';
import { Id } from '../../../src/platform/ids.ts';
import type { Refusal } from '../../../src/platform/refusal.ts';
import type { Challenge, VerificationProfile } from '../../../src/verification/schema.ts';
import {
  isOverdue,
  type Settlement,
  settleAnswer,
  settleExpired,
} from '../../../src/verification/settlement.ts';
import { someCourse } from '../../fixtures/course.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';
import { at } from './study-model.ts';

export const lessonIds = ['signs', 'speed', 'night'].map(id => Id.parse(id));
export const LESSON_MAXIMUM = 700;

const hashed = {
  algorithm: 'scrypt' as const,
  cost: 16,
  blockSize: 8,
  parallelization: 1,
  salt: 'salt',
  hash: 'hash',
};

/** All documents of one student in one course, changed by the plans alone, as the commits would. */
export class StudentWorld {
  enrollment: Enrollment;
  active: ActiveSession | undefined;
  readonly sessions = new Map<Id, Session>();
  readonly events = new Map<Id, SessionEvent[]>();
  readonly days = new Map<string, StudyDay>();
  readonly lessons = new Map<Id, LessonProgress>();
  readonly challenges = new Map<Id, Challenge>();
  adjustments = 0;
  readonly #course: Course;
  readonly #timeZone: string;

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
    this.enrollment = someEnrollment({
      timeZone,
      enrollmentStatus: 'ACTIVE',
      accessStatus: 'ACTIVE',
      amountPaid: 59_900,
      amountDue: 0,
      expiresAt: null,
      // All done before: entering a lesson is not what is walked through here.
      completedLessonIds: [...lessonIds],
    });
    this.#course = someCourse({ lessonIds, timeZone });
    for (const lessonId of lessonIds)
      this.lessons.set(lessonId, { ...newLessonProgress(lessonId), completedAt: at(0) });
  }

  get open(): Session | undefined {
    return [...this.sessions.values()].find(isOpen);
  }

  get totalSeconds(): number {
    const { creditedSeconds, adjustedSeconds } = this.enrollment;
    return creditedSeconds + adjustedSeconds + (this.open?.creditedSeconds ?? 0);
  }

  start({ rules, now, name }: { rules: PolicyRules; now: Date; name: string }): Session | Refusal {
    if (isOverdue(this.enrollment.identity, now)) this.#silence({ rules, now });
    const replaced = this.open;
    const ending = { state: 'ABANDONED', endReason: 'superseded' } as const;
    const closed =
      replaced &&
      this.#closed({ session: replaced, ending: { ...ending, endedAt: replaced.lastAcceptedAt } });
    const [lessonId] = lessonIds;
    const facts = {
      wish: { sessionId: Id.parse(name), device: 'x', beaconSecret: name, jitterUnit: 0 },
      enrollment: this.enrollment,
      last: this.active?.last ?? null,
      rules,
      course: this.#course,
      entry: lessonId && this.#entryOf(lessonId),
      profile: this.#profile(rules),
      days: this.#daysUpTo({ from: now, now, rules }),
      now,
    };
    const started = startSession(afterReplacing({ facts, closed }));
    if (started.kind === 'refused') return started;
    if (closed !== undefined) this.#store(closed);
    this.enrollment = started.enrollment;
    this.active = started.activeSession;
    this.sessions.set(started.session.sessionId, started.session);
    this.events.set(started.session.sessionId, [started.event]);
    return started.session;
  }

  beat(input: {
    session: Session;
    sequence: number;
    lessonId: Id;
    engaged: boolean;
    rules: PolicyRules;
    now: Date;
    settleFirst: boolean;
  }): HeartbeatPlan | Refusal {
    const { session, sequence, lessonId, engaged, rules, now } = input;
    if (input.settleFirst && isOverdue(this.enrollment.identity, now)) this.#silence({ rules, now });
    const challengeId = Id.parse(`check-${this.challenges.size}`);
    const plan = planHeartbeat({
      session: this.sessions.get(session.sessionId),
      enrollment: this.enrollment,
      days: this.#daysUpTo({ from: session.countedUntil, now, rules }),
      beat: { sequence, lessonId, engaged, clientTime: null },
      now,
      wantedCheck: {
        rules: rules.challenges,
        challengeId,
        chance: { jitterUnit: 0, questionUnit: this.challenges.size },
      },
      more: {
        closing: { enrollment: this.enrollment, lessons: new Map(this.lessons), activeSession: this.active },
        entry: lessonId === session.lessonId ? undefined : this.#entryOf(lessonId),
      },
    });
    if (plan.kind === 'refused') return plan;
    for (const day of plan.days) this.days.set(day.dayKey, day);
    this.sessions.set(session.sessionId, plan.session);
    this.events.get(session.sessionId)?.push(plan.event);
    if (plan.closed !== undefined) this.#store(plan.closed);
    if (plan.issued !== undefined) {
      this.enrollment = { ...this.enrollment, identity: plan.issued.identity };
      this.challenges.set(challengeId, plan.issued.challenge);
    }
    return plan;
  }

  answer({ isRight, rules, now }: { isRight: boolean; rules: PolicyRules; now: Date }): void {
    this.#settle({ rules, now, how: settling => settleAnswer({ ...settling, isRight }) });
  }

  end({ session, rules, now }: { session: Session; rules: PolicyRules; now: Date }): Session | undefined {
    const plan = planStudentEnding({
      session,
      days: this.#daysUpTo({ from: session.countedUntil, now, rules }),
      documents: { enrollment: this.enrollment, lessons: this.lessons, activeSession: this.active },
      note: 'enough',
      now,
    });
    if (plan.kind === 'refused') throw new Error(plan.reason);
    for (const day of plan.days) this.days.set(day.dayKey, day);
    this.#store(plan.closed);
    return plan.closed.session;
  }

  sweep(now: Date): void {
    const session = this.open;
    if (session !== undefined && isStale(session, now))
      this.#store(this.#closed({ session, ending: lapsedEnding(session) }));
  }

  #closed({ session, ending }: { session: Session; ending: Ending }): ClosedSession {
    const documents = { enrollment: this.enrollment, lessons: this.lessons, activeSession: this.active };
    const closed = closeSession({ session, ending, documents });
    if (closed === undefined) throw new Error('a lesson is missing');
    return closed;
  }

  #store({ session, event, enrollment, lessons, activeSession }: ClosedSession): void {
    this.sessions.set(session.sessionId, session);
    this.events.get(session.sessionId)?.push(event);
    this.enrollment = enrollment;
    for (const lesson of lessons) this.lessons.set(lesson.lessonId, lesson);
    if (activeSession !== undefined) this.active = activeSession;
  }

  #silence({ rules, now }: { rules: PolicyRules; now: Date }): void {
    this.#settle({ rules, now, how: settleExpired });
  }

  #settle(input: {
    rules: PolicyRules;
    now: Date;
    how: (settling: Parameters<typeof settleExpired>[0]) => Settlement;
  }): void {
    const { openChallenge } = this.enrollment.identity;
    const challenge = openChallenge && this.challenges.get(openChallenge.challengeId);
    const { challenges } = input.rules;
    if (!challenge || challenges === null) return;
    const openSessionSeconds = this.open?.creditedSeconds ?? 0;
    const { enrollment, now } = { enrollment: this.enrollment, now: input.now };
    const settled = input.how({ enrollment, challenge, rules: challenges, openSessionSeconds, now });
    this.enrollment = settled.enrollment;
    this.challenges.set(challenge.challengeId, settled.challenge);
    if (settled.adjustment !== undefined) this.adjustments += 1;
  }

  #daysUpTo({ from, now, rules }: { from: Date; now: Date; rules: PolicyRules }): Map<string, StudyDay> {
    const { dailyLimit, retentionYears } = rules;
    const keys = dayKeysToKnow({ from, to: now, timeZone: this.#timeZone, dailyLimit });
    return new Map(
      keys.map(dayKey => [dayKey, this.days.get(dayKey) ?? newStudyDay({ dayKey, now, retentionYears })]),
    );
  }

  #entryOf(lessonId: Id): LessonEntry {
    const lesson: Lesson = {
      lessonId,
      title: 'A lesson',
      minimumSeconds: 0,
      maximumSeconds: LESSON_MAXIMUM,
      words: 0,
      videoSeconds: 0,
      content: null,
    };
    return { lessonId, course: this.#course, lesson, progress: this.lessons.get(lessonId) };
  }

  #profile({ challenges }: PolicyRules): VerificationProfile {
    const answers = Object.fromEntries((challenges?.bank ?? []).map(id => [id, hashed]));
    return { answers, registeredAt: at(0), revision: 1 };
  }
}
