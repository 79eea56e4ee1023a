import { dayKey, nextDayStart } from '../platform/day-key.ts';
import { roomUnderLimit } from './daily-limit.ts';
import type { Session, StudyDay } from './schema.ts';
import { type StudyDays, withStretch } from './study-days.ts';

/** While a question about the student's identity waits for its answer nothing is credited. */
export interface ChallengePause {
  /** Since when one is open; null if none is. */
  readonly openSince: Date | null;
  /** When the last one that this session has not heard of was settled; null if there is none. */
  readonly settledAt: Date | null;
}

export interface CreditInput {
  readonly session: Session;
  /** Every day that `dayKeysToKnow` names, empty ones included. */
  readonly days: StudyDays;
  readonly now: Date;
  readonly pause: ChallengePause;
  /** When the course was closed to the student, if it was: nothing from then on counts. */
  readonly closedAt: Date | null;
}

export interface Credited {
  readonly session: Session;
  /** Those that changed. */
  readonly days: readonly StudyDay[];
  readonly seconds: number;
  /** The daily limit leaves no second more. */
  readonly isLimitReached: boolean;
}

/**
 * Credits the time since the last heartbeat, by server time alone: whole seconds, each once, each to the legal day on
 * which it begins. Nothing counts
 * - longer than `maximumGapSeconds` after the last heartbeat, or `idleSeconds` after the last sign of life,
 * - while an identity check is open, or a break is due,
 * - beyond the lesson's maximum, or the daily limit, which ends it.
 * What is shorter than a second is kept for the next time, unless an interruption lies between. An instant before one
 * that was already counted credits nothing.
 */
export function creditTime(input: CreditInput): Credited {
  const { session, now, pause } = input;
  const { rules } = session;
  const from = session.countedUntil.getTime();
  const end = Math.min(
    now.getTime(),
    session.lastAcceptedAt.getTime() + rules.maximumGapSeconds * 1_000,
    rules.idleSeconds === null ? Infinity : session.lastEngagedAt.getTime() + rules.idleSeconds * 1_000,
    pause.openSince?.getTime() ?? Infinity,
    input.closedAt?.getTime() ?? Infinity,
  );
  const walk = new Walk({ session, days: input.days, at: from });
  walk.passOver(Math.min(end, pause.settledAt?.getTime() ?? from));
  walk.creditUntil(end);
  // What was cut off never counts; only a rest that ends now may.
  if (end < now.getTime()) walk.passOver(now.getTime());
  return walk.result();
}

/** Goes from one instant to a later one; each step either credits whole seconds or passes time over. */
class Walk {
  #session: Session;
  readonly #days: Map<string, StudyDay>;
  readonly #changed = new Set<string>();
  #at: number;
  #seconds = 0;
  #isLimitReached = false;

  constructor({ session, days, at }: { session: Session; days: StudyDays; at: number }) {
    this.#session = session;
    this.#days = new Map(days);
    this.#at = at;
  }

  passOver(until: number): void {
    this.#at = Math.max(this.#at, until);
  }

  creditUntil(end: number): void {
    let hasMore = true;
    while (hasMore) hasMore = this.#takeBreak(end) && this.#step(end);
  }

  result(): Credited {
    const countedUntil = new Date(this.#at);
    const room = this.#roomAt(this.#at);
    return {
      session: { ...this.#session, countedUntil },
      days: [...this.#changed].flatMap(key => this.#days.get(key) ?? []),
      seconds: this.#seconds,
      isLimitReached: this.#isLimitReached || room === 0,
    };
  }

  /** Waits for the end of a break. @returns whether there is time left after it */
  #takeBreak(end: number): boolean {
    const { breakEndsAt } = this.#session;
    if (breakEndsAt === null) return true;
    this.passOver(Math.min(end, breakEndsAt.getTime()));
    if (this.#at < breakEndsAt.getTime()) return false;
    this.#session = { ...this.#session, breakEndsAt: null, studiedSinceBreakSeconds: 0 };
    return true;
  }

  /** Credits as much as one day, lesson, limit and stretch of study take. @returns whether anything may follow */
  #step(end: number): boolean {
    const { lessonLeftSeconds, rules, studiedSinceBreakSeconds } = this.#session;
    const wanted = Math.floor((end - this.#at) / 1_000);
    if (wanted <= 0) return false;
    if (lessonLeftSeconds === 0) {
      this.passOver(end);
      return false;
    }
    const room = this.#roomAt(this.#at);
    this.#isLimitReached ||= room === 0;
    const seconds = Math.min(
      wanted,
      this.#secondsOfDay(end),
      room,
      lessonLeftSeconds ?? Infinity,
      rules.breakEverySeconds === null ? Infinity : rules.breakEverySeconds - studiedSinceBreakSeconds,
    );
    if (seconds > 0) this.#credit(seconds);
    else if (!this.#isLimitReached) this.#beginBreak();
    return !this.#isLimitReached;
  }

  #roomAt(at: number): number {
    const { rules, timeZone } = this.#session;
    const instant = new Date(at);
    const key = dayKey(instant, timeZone);
    return roomUnderLimit({ limit: rules.dailyLimit, days: this.#days, dayKey: key, at: instant });
  }

  /** Seconds that begin on the present day, as far as they matter. */
  #secondsOfDay(end: number): number {
    const { timeZone } = this.#session;
    const at = new Date(this.#at);
    if (dayKey(at, timeZone) === dayKey(new Date(end), timeZone)) return Infinity;
    return Math.ceil((nextDayStart(at, timeZone).getTime() - this.#at) / 1_000);
  }

  #credit(seconds: number): void {
    const session = this.#session;
    const { timeZone, rules, lessonId, lessonLeftSeconds, pendingLessonSeconds } = session;
    const from = new Date(this.#at);
    const key = dayKey(from, timeZone);
    const day = this.#days.get(key);
    if (day === undefined) throw new Error(`Time is credited to ${key}, which was not loaded.`);
    const keepsStretches = rules.dailyLimit.mode === 'rolling24h';
    this.#days.set(key, withStretch({ day, from, seconds, keepsStretches }));
    this.#changed.add(key);
    this.#at += seconds * 1_000;
    this.#seconds += seconds;
    this.#session = {
      ...session,
      creditedSeconds: session.creditedSeconds + seconds,
      studiedSinceBreakSeconds: session.studiedSinceBreakSeconds + seconds,
      lessonLeftSeconds: lessonLeftSeconds === null ? null : lessonLeftSeconds - seconds,
      pendingLessonSeconds:
        lessonId === null
          ? pendingLessonSeconds
          : { ...pendingLessonSeconds, [lessonId]: (pendingLessonSeconds[lessonId] ?? 0) + seconds },
    };
    this.#beginBreakIfDue();
  }

  #beginBreakIfDue(): void {
    const { rules, studiedSinceBreakSeconds } = this.#session;
    if (rules.breakEverySeconds !== null && studiedSinceBreakSeconds >= rules.breakEverySeconds)
      this.#beginBreak();
  }

  #beginBreak(): void {
    const breakMs = (this.#session.rules.breakSeconds ?? 0) * 1_000;
    this.#session = { ...this.#session, breakEndsAt: new Date(this.#at + breakMs) };
  }
}
