import { type HeartbeatInput, planHeartbeat } from '../../../src/compliance/heartbeat-plan.ts';
import { pauseOf } from '../../../src/compliance/identity-checks.ts';
import type { Session } from '../../../src/compliance/schema.ts';
import { newStudyDay } from '../../../src/compliance/study-days.ts';
import type { Identity } from '../../../src/enrollments/schema.ts';
import { Id } from '../../../src/platform/ids.ts';
import {
  someChallengeRules,
  someIdentity,
  someLearner,
  someQuestions,
} from '../../fixtures/identity-checks.ts';
import { someSession } from '../../fixtures/session.ts';

const start = someSession().startedAt;
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1_000);
const checkOf = (issued: number) => ({
  challengeId: Id.parse('check-1'),
  sessionId: Id.parse('session-1'),
  questionId: Id.parse('first-pet'),
  issuedAt: after(issued),
  expiresAt: after(issued + 60),
});
const settledAt = (seconds: number) => ({
  challengeId: Id.parse('check-1'),
  outcome: 'CORRECT' as const,
  settledAt: after(seconds),
});

/** A heartbeat a minute after the start, in a course that holds checks, by a student with an hour behind them. */
function beat({
  identity = {},
  session = {},
  rules = someChallengeRules(),
  now = after(60),
  engaged = true,
}: {
  identity?: Partial<Identity>;
  session?: Partial<Session>;
  rules?: HeartbeatInput['wantedCheck']['rules'];
  now?: Date;
  engaged?: boolean;
}) {
  const day = newStudyDay({ dayKey: '2026-03-02', now: start, retentionYears: 3 });
  return planHeartbeat({
    session: someSession({ lessonId: Id.parse('signs'), checkQuestionIds: someQuestions, ...session }),
    enrollment: someLearner({ identity }),
    days: new Map([[day.dayKey, day]]),
    now,
    wantedCheck: {
      rules,
      challengeId: Id.parse('check-2'),
      chance: { jitterUnit: 0, questionUnit: 0 },
    },
    beat: { sequence: 1, lessonId: Id.parse('signs'), engaged, clientTime: null },
    more: undefined,
  });
}

describe('an identity check', () => {
  it.each([
    ['is asked once enough was studied', 3_660, true],
    ['is not asked a second sooner', 3_661, false],
  ])('%s', (_, nextChallengeAtSeconds, isAsked) => {
    const plan = beat({ identity: { nextChallengeAtSeconds } });
    if (plan.kind === 'refused') throw new Error(plan.reason);
    const news = isAsked ? { challengeId: 'check-2', outcome: 'ISSUED' } : null;
    expect(plan.event.challenge).toEqual(news);
    expect(plan.issued?.challenge.challengeId).toBe(isAsked ? 'check-2' : undefined);
    expect(plan.session.noticedChallengeId).toBeNull();
  });

  it.each([
    ['where the policy holds none', { rules: null }],
    ['during a break', { session: { breakEndsAt: after(61) } }],
    ['of somebody who has been idle', { session: { lastEngagedAt: after(-900) }, engaged: false }],
    ['without a question that the student has an answer to', { session: { checkQuestionIds: [] } }],
  ])('is not asked %s', (_, given) => {
    const plan = beat({ identity: { nextChallengeAtSeconds: 1 }, ...given });
    expect(plan).toMatchObject({ kind: 'heartbeat', issued: undefined, event: { challenge: null } });
  });

  it('keeps time from counting while it is open', () => {
    expect(beat({ identity: { openChallenge: checkOf(20) } })).toMatchObject({
      event: { creditedSeconds: 20, challenge: null },
    });
  });

  it.each([
    ['as long as an answer may be on its way', 124.9, 'heartbeat'],
    ['whose silence has to be settled first', 125, 'refused'],
  ])('is met by a heartbeat %s', (_, seconds, kind) => {
    const plan = beat({ identity: { openChallenge: checkOf(60) }, now: after(seconds) });
    expect(plan.kind).toBe(kind);
    if (plan.kind === 'refused') expect(plan.reason).toBe('STALE_READ');
  });

  it('that was settled is told of once, time counts again since, and the next one waits for another heartbeat', () => {
    const identity = { lastChallenge: settledAt(45), nextChallengeAtSeconds: 1 };
    expect(beat({ identity })).toMatchObject({
      issued: undefined,
      event: { creditedSeconds: 15, challenge: { challengeId: 'check-1', outcome: 'CORRECT' } },
      session: { noticedChallengeId: 'check-1' },
    });
    const told = beat({ identity, session: { noticedChallengeId: Id.parse('check-1') } });
    expect(told).toMatchObject({
      issued: { challenge: { challengeId: 'check-2' } },
      event: { creditedSeconds: 60, challenge: { challengeId: 'check-2', outcome: 'ISSUED' } },
      session: { noticedChallengeId: 'check-1' },
    });
  });

  it('that was never held interrupts nothing', () => {
    const pause = pauseOf({ identity: someIdentity(), session: someSession(), now: after(60) });
    expect(pause).toEqual({ openSince: null, settledAt: null, isOverdue: false });
  });
});
