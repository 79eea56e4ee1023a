import fc from 'fast-check';
import type { ChallengeRules, DailyLimit, PolicyRules } from '../../../src/catalog/policy-rules.ts';
import { isOpen } from '../../../src/compliance/open-session.ts';
import type { Session } from '../../../src/compliance/schema.ts';
import { sessionRulesFrom } from '../../../src/compliance/session.ts';
import { chainNameOf } from '../../../src/compliance/session-events.ts';
import { verifyChain } from '../../../src/evidence/verify-chain.ts';
import { Id } from '../../../src/platform/ids.ts';
import { someRules } from '../../fixtures/policy.ts';
import { LESSON_MAXIMUM, lessonIds, StudentWorld } from './student-world.ts';
import { at, type ModelSession, StudyModel } from './study-model.ts';

const checks: ChallengeRules = {
  everySeconds: 150,
  jitterSeconds: 0,
  windowSeconds: 60,
  bank: ['first-pet', 'first-job'].map(id => Id.parse(id)),
  answersToRegister: 2,
  onFailure: { strategy: 'consecutive', wrongInARow: 3 },
  lockSeconds: 400,
};

/** Policies may differ from session to session; the daily limit and the checks are the run's own. */
const variants: readonly Partial<PolicyRules>[] = [
  {},
  { idleSeconds: 90, maximumGapSeconds: 200, staleSeconds: 300 },
  { breakEverySeconds: 100, breakSeconds: 70, idleSeconds: null },
  { breakEverySeconds: 7, breakSeconds: 3, maximumGapSeconds: 600 },
];

const seconds = fc.oneof(
  { weight: 10, arbitrary: fc.integer({ min: 0, max: 130 }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 700 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 100_000 }) },
);
const step = fc.record({
  after: seconds,
  what: fc.oneof(
    { weight: 12, arbitrary: fc.constant('beat' as const) },
    { weight: 3, arbitrary: fc.constantFrom('start' as const, 'answer' as const) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('late' as const, 'oldTab' as const, 'sweep' as const, 'end' as const),
    },
  ),
  engaged: fc.boolean(),
  isRight: fc.boolean(),
  variant: fc.nat({ max: variants.length - 1 }),
  lesson: fc.nat({ max: lessonIds.length - 1 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const begin = fc.constantFrom(
  ['America/New_York', '2026-03-07T21:00:00Z'],
  ['America/New_York', '2026-11-01T03:50:00Z'],
  ['Africa/Cairo', '2026-04-23T21:50:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T12:50:00Z'],
  ['Asia/Kolkata', '2026-06-01T18:20:00Z'],
);
const limits = fc.constantFrom<DailyLimit>(
  { mode: 'none' },
  { mode: 'calendarDay', seconds: 400 },
  { mode: 'rolling24h', seconds: 400 },
);
const strategies = fc.constantFrom<ChallengeRules['onFailure'] | null>(null, checks.onFailure, {
  strategy: 'returnToLastVerified',
  silencesToFail: 4,
  wrongToFail: 9,
});

/** A student with several tabs and a bad connection, in the world and in the model. */
class Walk {
  readonly world: StudentWorld;
  readonly model: StudyModel;
  readonly rules: PolicyRules;
  now: number;
  #current: ModelSession | undefined;
  #sequence = 0;
  #names = 0;
  /** When the open check was issued, and when the last was settled that no heartbeat has heard of. */
  #settledAt: number | null = null;

  constructor({ timeZone, now, rules }: { timeZone: string; now: number; rules: PolicyRules }) {
    this.world = new StudentWorld(timeZone);
    this.model = new StudyModel(timeZone);
    this.now = now;
    this.rules = rules;
  }

  take(taken: Step): void {
    this.now += taken.after;
    const { rules, now } = this.#told(taken);
    const total = this.world.totalSeconds;
    const { adjustments } = this.world;
    const { open } = this.world;
    switch (taken.what) {
      case 'start':
        this.#start({ rules, now });
        break;
      case 'beat':
        if (open !== undefined) this.#beat({ session: open, taken });
        break;
      case 'late':
        if (open !== undefined && this.#sequence > 0 && !this.#isStale(open)) this.#late(open);
        break;
      case 'oldTab':
        this.#oldTab();
        break;
      case 'answer':
        this.#answer({ taken });
        break;
      case 'sweep':
        this.world.sweep(now);
        break;
      case 'end':
        if (open !== undefined) this.#end(open);
        break;
    }
    if (this.world.adjustments === adjustments) expect(this.world.totalSeconds).toBeGreaterThanOrEqual(total);
    this.#check();
  }

  #told({ variant }: Step) {
    return { rules: { ...this.rules, ...variants[variant] }, now: at(this.now) };
  }

  #isStale = (session: Session) =>
    this.now > session.lastAcceptedAt.getTime() / 1_000 + session.rules.staleSeconds;

  #start({ rules, now }: { rules: PolicyRules; now: Date }): void {
    this.#names += 1;
    const started = this.world.start({ rules, now, name: `session-${this.#names}` });
    if ('kind' in started) return;
    this.#sequence = 0;
    // What was settled before is no news to this session.
    this.#settledAt = null;
    const left = started.lessonLeftSeconds ?? Number.POSITIVE_INFINITY;
    this.#current = {
      rules: sessionRulesFrom(rules),
      countedUntil: this.now,
      lastAcceptedAt: this.now,
      lastEngagedAt: this.now,
      credited: 0,
      lessonLeft: left,
      sinceBreak: started.studiedSinceBreakSeconds,
      breakEndsAt: started.breakEndsAt === null ? null : started.breakEndsAt.getTime() / 1_000,
    };
  }

  #beat({ session, taken }: { session: Session; taken: Step }): void {
    this.#sequence += 1;
    const lessonId = lessonIds[taken.lesson];
    const model = this.#current;
    if (lessonId === undefined || model === undefined) throw new Error('nobody studies');
    const silencedBefore = this.world.enrollment.identity.lastChallenge;
    const plan = this.world.beat({
      session,
      sequence: this.#sequence,
      lessonId,
      engaged: taken.engaged,
      rules: this.rules,
      now: at(this.now),
      settleFirst: !this.#isStale(session),
    });
    if (plan.kind === 'refused') throw new Error(plan.reason);
    if (this.#isStale(session)) {
      expect(plan.closed?.session).toMatchObject({ state: 'ABANDONED', endedAt: session.lastAcceptedAt });
      return;
    }
    const { lastChallenge, lock } = this.world.enrollment.identity;
    if (lastChallenge !== silencedBefore) this.#settledAt = this.now;
    const openSince = plan.issued === undefined ? this.#openSince() : null;
    const lockedAt = lock === null ? null : lock.lockedAt.getTime() / 1_000;
    const isFull = this.model.credit(model, {
      now: this.now,
      openSince,
      settledAt: this.#settledAt,
      lockedAt,
    });
    this.#settledAt = null;
    expect(plan.closed?.session.state ?? 'open').toBe(lock !== null || isFull ? 'CLOSED' : 'open');
    model.lastAcceptedAt = this.now;
    if (taken.engaged) model.lastEngagedAt = this.now;
    const { lessonLeftSeconds } = plan.session;
    if (lessonId !== session.lessonId) model.lessonLeft = lessonLeftSeconds ?? Number.POSITIVE_INFINITY;
    expect(plan.session.creditedSeconds).toBe(model.credited);
    expect(lessonLeftSeconds).toBe(model.lessonLeft);
  }

  #openSince(): number | null {
    const { openChallenge } = this.world.enrollment.identity;
    return openChallenge === null ? null : openChallenge.issuedAt.getTime() / 1_000;
  }

  #late(session: Session): void {
    const plan = this.world.beat({
      session,
      sequence: this.#sequence,
      lessonId: session.lessonId ?? Id.parse('signs'),
      engaged: true,
      rules: this.rules,
      now: at(this.now),
      settleFirst: false,
    });
    expect(plan).toMatchObject({ kind: 'heartbeat', event: { kind: 'lateHeartbeat', creditedSeconds: 0 } });
  }

  #oldTab(): void {
    const old = [...this.world.sessions.values()].find(session => !isOpen(session));
    const [lessonId] = lessonIds;
    if (old === undefined || lessonId === undefined) return;
    const beat = { session: old, sequence: 9_999, lessonId, engaged: true, rules: this.rules };
    const plan = this.world.beat({ ...beat, now: at(this.now), settleFirst: false });
    const reason = old.endReason === 'superseded' ? 'SESSION_SUPERSEDED' : 'SESSION_CLOSED';
    expect(plan).toMatchObject({ kind: 'refused', reason });
  }

  #answer({ taken }: { taken: Step }): void {
    if (this.#openSince() === null) return;
    this.world.answer({ isRight: taken.isRight, rules: this.rules, now: at(this.now) });
    this.#settledAt = this.now;
  }

  #end(session: Session): void {
    const model = this.#current;
    if (model === undefined) throw new Error('nobody studies');
    const isStale = this.#isStale(session);
    const ended = this.world.end({ session, rules: this.rules, now: at(this.now) });
    if (!isStale) {
      const { lock } = this.world.enrollment.identity;
      const lockedAt = lock === null ? null : lock.lockedAt.getTime() / 1_000;
      const [openSince, settledAt] = [this.#openSince(), this.#settledAt];
      this.model.credit(model, { now: this.now, openSince, settledAt, lockedAt });
    }
    expect(ended?.creditedSeconds).toBe(model.credited);
  }

  /** What holds after every step. */
  #check(): void {
    const { world, model } = this;
    const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
    const sessions = [...world.sessions.values()];
    expect(sessions.filter(isOpen).length).toBeLessThanOrEqual(1);
    expect(world.active?.sessionId ?? undefined).toBe(world.open?.sessionId);
    const days = [...world.days.values()];
    expect(Object.fromEntries(days.map(day => [day.dayKey, day.creditedSeconds]))).toEqual(
      Object.fromEntries(model.byDay),
    );
    expect(sum(days.map(day => day.creditedSeconds))).toBe(
      world.enrollment.creditedSeconds + (world.open?.creditedSeconds ?? 0),
    );
    const inLessons = sum([...world.lessons.values()].map(lesson => lesson.creditedSeconds));
    expect(inLessons).toBe(world.enrollment.creditedSeconds);
    for (const lesson of world.lessons.values())
      expect(lesson.creditedSeconds).toBeLessThanOrEqual(LESSON_MAXIMUM);
    for (const session of sessions) {
      const links = world.events.get(session.sessionId) ?? [];
      const head = { length: session.eventCount, hash: session.headHash };
      expect(verifyChain({ links, chainName: chainNameOf(session), head })).toEqual([]);
      expect(sum(links.map(link => link.creditedSeconds))).toBe(session.creditedSeconds);
    }
  }

  /** No second of the clock counts twice, and no day, or 24 hours, holds more than the limit. */
  checkLimits(): void {
    const { seconds: counted, byDay } = this.model;
    expect(new Set(counted).size).toBe(counted.length);
    const { dailyLimit } = this.rules;
    if (dailyLimit.mode === 'calendarDay')
      for (const day of byDay.values()) expect(day).toBeLessThanOrEqual(dailyLimit.seconds);
    if (dailyLimit.mode === 'rolling24h')
      counted.forEach((second, index) => {
        const since = counted.findIndex(each => each > second - 86_400);
        expect(index - since + 1).toBeLessThanOrEqual(dailyLimit.seconds);
      });
  }
}

describe('whatever a student, several tabs and a bad connection do', () => {
  it('time is credited as the model counts it, second by second', () => {
    const steps = fc.array(step, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        begin,
        limits,
        strategies,
        steps,
        ([timeZone = '', from = ''], dailyLimit, onFailure, taken) => {
          const challenges = onFailure === null ? null : { ...checks, onFailure };
          const rules = someRules({ dailyLimit, challenges });
          const walk = new Walk({ timeZone, now: Date.parse(from) / 1_000, rules });
          walk.take({
            ...taken[0],
            after: 0,
            what: 'start',
            variant: 0,
            lesson: 0,
            engaged: true,
            isRight: true,
          });
          for (const each of taken) walk.take(each);
          walk.checkLimits();
        },
      ),
      { numRuns: 300 },
    );
  });
});
