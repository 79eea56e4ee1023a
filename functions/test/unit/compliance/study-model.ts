import type { SessionRules } from '../../../src/compliance/schema.ts';
import { dayKey } from '../../../src/platform/day-key.ts';

/** What of a session decides over its seconds; all times are whole seconds. */
export interface ModelSession {
  readonly rules: SessionRules;
  countedUntil: number;
  lastAcceptedAt: number;
  lastEngagedAt: number;
  credited: number;
  /** What the lesson may still have. */
  lessonLeft: number;
  sinceBreak: number;
  breakEndsAt: number | null;
}

interface Interval {
  readonly now: number;
  /** Since when an identity check is open. */
  readonly openSince: number | null;
  /** When the last one was settled, if this session has not heard of it. */
  readonly settledAt: number | null;
  readonly lockedAt: number | null;
}

/**
 * The rules of credit, told second by second: each second of the clock is asked for by itself whether it counts. It
 * shares nothing with the code that it is compared with but the calendar.
 */
export class StudyModel {
  readonly timeZone: string;
  /** Every credited second, in order. */
  readonly seconds: number[] = [];
  readonly byDay = new Map<string, number>();

  constructor(timeZone: string) {
    this.timeZone = timeZone;
  }

  /** @returns whether the daily limit leaves no second more */
  credit(session: ModelSession, interval: Interval): boolean {
    const { now } = interval;
    let isFull = false;
    let position = session.countedUntil;
    for (let second = session.countedUntil; second < now && !isFull; second += 1) {
      if (
        session.breakEndsAt !== null &&
        this.#mayCount(session, interval, second) &&
        second >= session.breakEndsAt
      )
        this.#endBreak(session);
      if (
        !this.#mayCount(session, interval, second) ||
        session.breakEndsAt !== null ||
        session.lessonLeft === 0
      ) {
        position = second + 1;
        continue;
      }
      if (this.#room(session, second) === 0) isFull = true;
      else {
        this.#take(session, second);
        position = second + 1;
      }
    }
    session.countedUntil = Math.max(session.countedUntil, isFull ? position : now);
    return isFull || this.#room(session, session.countedUntil) === 0;
  }

  #mayCount(
    { rules, lastAcceptedAt, lastEngagedAt }: ModelSession,
    interval: Interval,
    second: number,
  ): boolean {
    const { openSince, settledAt, lockedAt } = interval;
    if (second >= lastAcceptedAt + rules.maximumGapSeconds) return false;
    if (rules.idleSeconds !== null && second >= lastEngagedAt + rules.idleSeconds) return false;
    if (openSince !== null && second >= openSince) return false;
    if (settledAt !== null && second < settledAt) return false;
    return lockedAt === null || second < lockedAt;
  }

  #endBreak(session: ModelSession): void {
    session.breakEndsAt = null;
    session.sinceBreak = 0;
  }

  #room({ rules: { dailyLimit } }: ModelSession, second: number): number {
    if (dailyLimit.mode === 'none') return 1;
    if (dailyLimit.mode === 'calendarDay')
      return Math.max(0, dailyLimit.seconds - (this.byDay.get(dayKey(at(second), this.timeZone)) ?? 0));
    return Math.max(0, dailyLimit.seconds - this.inTheDayBefore(second + 1));
  }

  /** Credited in the 24 hours before that instant. */
  inTheDayBefore(instant: number): number {
    let [low, high] = [0, this.seconds.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.seconds[middle] ?? 0) < instant - 86_400) low = middle + 1;
      else high = middle;
    }
    return this.seconds.length - low;
  }

  #take(session: ModelSession, second: number): void {
    const key = dayKey(at(second), this.timeZone);
    this.seconds.push(second);
    this.byDay.set(key, (this.byDay.get(key) ?? 0) + 1);
    session.credited += 1;
    session.lessonLeft -= 1;
    session.sinceBreak += 1;
    const { breakEverySeconds, breakSeconds } = session.rules;
    if (breakEverySeconds !== null && breakSeconds !== null && session.sinceBreak >= breakEverySeconds)
      session.breakEndsAt = second + 1 + breakSeconds;
  }
}

export const at = (second: number): Date => new Date(second * 1_000);
