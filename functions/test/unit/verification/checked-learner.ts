import type { ChallengeRules } from '../../../src/catalog/policy-rules.ts';
import type { TimeAdjustment } from '../../../src/enrollments/adjustment.ts';
import { totalCreditedSeconds } from '../../../src/enrollments/learning.ts';
import type { Enrollment } from '../../../src/enrollments/schema.ts';
import { Id } from '../../../src/platform/ids.ts';
import { isChallengeDue, issueChallenge } from '../../../src/verification/challenge.ts';
import { correct } from '../../../src/verification/correction.ts';
import { isLockedOut, withLapsedLockLifted } from '../../../src/verification/identity-lock.ts';
import { release } from '../../../src/verification/release.ts';
import type { Challenge } from '../../../src/verification/schema.ts';
import { type Settlement, settleAnswer, settleExpired } from '../../../src/verification/settlement.ts';
import { someLearner, someQuestions } from '../../fixtures/identity-checks.ts';

export type Step =
  | { readonly kind: 'study'; readonly seconds: number }
  | { readonly kind: 'endSession' }
  | { readonly kind: 'answer'; readonly isRight: boolean }
  | { readonly kind: 'silence' }
  | { readonly kind: 'correct'; readonly nth: number; readonly to: 'CORRECT' | 'INCORRECT' }
  | { readonly kind: 'unlock' }
  | { readonly kind: 'wait'; readonly seconds: number };

/** A check as a child would keep it. */
export interface PlainCheck {
  readonly questionId: string;
  result: 'right' | 'wrong' | 'silent';
}

/** One learner, kept twice: by the rules, and as plain lists. */
export class CheckedLearner {
  enrollment: Enrollment = someLearner({ creditedSeconds: 0, identity: { nextChallengeAtSeconds: 100 } });
  openSessionSeconds = 0;
  readonly challenges: Challenge[] = [];
  readonly adjustments: TimeAdjustment[] = [];
  /** Settled checks of each round; the last is the present one. */
  readonly plainRounds: PlainCheck[][] = [[]];
  readonly questions: string[] = [];
  now = new Date('2026-03-10T16:00:00.000Z');
  readonly #rules: ChallengeRules;
  readonly #plainOf = new Map<string, PlainCheck>();

  constructor(rules: ChallengeRules) {
    this.#rules = rules;
  }

  get totalSeconds(): number {
    const { enrollment, openSessionSeconds } = this;
    return totalCreditedSeconds({ enrollment, openSessionSeconds });
  }

  get round(): readonly PlainCheck[] {
    return this.plainRounds.at(-1) ?? [];
  }

  take(step: Step): void {
    this.now = new Date(this.now.getTime() + 1_000);
    switch (step.kind) {
      case 'study':
        this.#study(step.seconds);
        break;
      case 'endSession':
        this.enrollment = {
          ...this.enrollment,
          creditedSeconds: this.enrollment.creditedSeconds + this.openSessionSeconds,
        };
        this.openSessionSeconds = 0;
        break;
      case 'answer':
        this.#settle(step.isRight ? 'right' : 'wrong');
        break;
      case 'silence':
        this.#settle('silent');
        break;
      case 'correct':
        this.#correct(step);
        break;
      case 'unlock':
        this.#unlock();
        break;
      case 'wait':
        this.now = new Date(this.now.getTime() + step.seconds * 1_000);
    }
  }

  /** As a session does: a lapsed lock is lifted, time is credited, a check is asked when it is due. */
  #study(seconds: number): void {
    const wasLocked = this.enrollment.identity.lock !== null;
    this.enrollment = withLapsedLockLifted({ enrollment: this.enrollment, now: this.now });
    if (isLockedOut({ identity: this.enrollment.identity, now: this.now })) return;
    if (wasLocked) this.plainRounds.push([]);
    this.openSessionSeconds += seconds;
    const { identity } = this.enrollment;
    const rules = this.#rules;
    if (!isChallengeDue({ identity, rules, totalSeconds: this.totalSeconds })) return;
    const issued = issueChallenge({
      identity,
      rules,
      questionIds: someQuestions,
      totalSeconds: this.totalSeconds,
      challengeId: Id.parse(`challenge-${this.challenges.length + 1}`),
      sessionId: Id.parse('session-1'),
      now: this.now,
      chance: { jitterUnit: seconds * 9_999, questionUnit: seconds * 7_777 },
    });
    if (issued === undefined) throw new Error('There is a question to ask.');
    this.enrollment = { ...this.enrollment, identity: issued.identity };
    this.challenges.push(issued.challenge);
    this.questions.push(issued.challenge.questionId);
  }

  #settle(result: PlainCheck['result']): void {
    const index = this.challenges.findIndex(({ state }) => state === 'ISSUED');
    const challenge = this.challenges[index];
    if (challenge === undefined) return;
    const { round, lock } = this.enrollment.identity;
    const isCounted = challenge.round === round && lock === null;
    const hasLapsed = this.#willLift();
    const settled = this.#settled({ challenge, result });
    this.enrollment = settled.enrollment;
    this.challenges[index] = settled.challenge;
    if (settled.adjustment !== undefined) this.adjustments.push(settled.adjustment);
    if (hasLapsed) this.plainRounds.push([]);
    else if (isCounted) this.#note({ challenge, result });
  }

  #settled({ challenge, result }: { challenge: Challenge; result: PlainCheck['result'] }): Settlement {
    const { enrollment, openSessionSeconds, now } = this;
    const settling = { enrollment, challenge, rules: this.#rules, openSessionSeconds, now };
    return result === 'silent'
      ? settleExpired(settling)
      : settleAnswer({ ...settling, isRight: result === 'right' });
  }

  #note({ challenge, result }: { challenge: Challenge; result: PlainCheck['result'] }): void {
    const check: PlainCheck = { questionId: challenge.questionId, result };
    this.#plainOf.set(challenge.challengeId, check);
    this.plainRounds.at(-1)?.push(check);
  }

  #willLift(): boolean {
    const { identity } = this.enrollment;
    return identity.lock !== null && !isLockedOut({ identity, now: this.now });
  }

  #correct({ nth, to }: { nth: number; to: 'CORRECT' | 'INCORRECT' }): void {
    const challenge = this.challenges[nth % Math.max(this.challenges.length, 1)];
    if (challenge === undefined) return;
    const hasLapsed = this.#willLift();
    const corrected = correct({
      enrollment: this.enrollment,
      challenges: this.challenges,
      rules: this.#rules,
      correction: { challengeId: challenge.challengeId, to, by: Id.parse('admin-1'), reason: 'a reason' },
      now: this.now,
    });
    if (corrected.kind === 'refused') {
      expect(['CHALLENGE_OPEN', 'ILLEGAL_TRANSITION']).toContain(corrected.reason);
      return;
    }
    if (hasLapsed) this.plainRounds.push([]);
    this.enrollment = corrected.enrollment;
    this.challenges[this.challenges.indexOf(challenge)] = corrected.challenge;
    const plain = this.#plainOf.get(challenge.challengeId);
    if (plain !== undefined) plain.result = to === 'CORRECT' ? 'right' : 'wrong';
  }

  #unlock(): void {
    const released = release({ enrollment: this.enrollment, rules: this.#rules });
    if (released.kind === 'refused') return;
    this.enrollment = released.enrollment;
    this.plainRounds.push([]);
  }
}
