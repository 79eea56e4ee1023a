import type { ChallengeRules, ChallengeStrategy } from '../catalog/policy-rules.ts';
import type { Identity, IdentityLock } from '../enrollments/schema.ts';
import type { Tallies } from './tallies.ts';

/** What the checks themselves lock for; exams and staff have causes of their own. */
export type CheckCause = 'failedChecks' | 'excluded' | 'courseFailed';

export const isCheckCause = (cause: IdentityLock['cause']): cause is CheckCause =>
  cause === 'failedChecks' || cause === 'excluded' || cause === 'courseFailed';

/** Whether these tallies lock the course by the policy's strategy, and why. */
export function consequenceOf({
  tallies,
  strategy,
}: {
  tallies: Tallies;
  strategy: ChallengeStrategy;
}): CheckCause | undefined {
  switch (strategy.strategy) {
    case 'consecutive':
      return tallies.wrongInARow >= strategy.wrongInARow ? 'failedChecks' : undefined;
    case 'ratio':
      return exceedsRatio({ tallies, strategy }) ? 'excluded' : undefined;
    case 'returnToLastVerified':
      return tallies.silences >= strategy.silencesToFail || tallies.wrong >= strategy.wrongToFail
        ? 'courseFailed'
        : undefined;
    case 'courseFail':
      return tallies.wrong > 0 ? 'courseFailed' : undefined;
  }
}

type Ratio = Extract<ChallengeStrategy, { strategy: 'ratio' }>;

/** In whole numbers: three of ten are not more than 30 %, whatever a fraction says. */
function exceedsRatio({
  tallies: { asked, wrong },
  strategy,
}: {
  tallies: Tallies;
  strategy: Ratio;
}): boolean {
  return asked >= strategy.minimumAsked && wrong * 100 > strategy.maximumWrongPercent * asked;
}

/** A lock from `now` on. A failed course does not open by itself, however short the policy's other locks are. */
export function lockFor({
  cause,
  lockSeconds,
  now,
}: {
  cause: CheckCause;
  lockSeconds: number | null;
  now: Date;
}): IdentityLock {
  const isForGood = cause === 'courseFailed' || lockSeconds === null;
  return { cause, lockedAt: now, until: isForGood ? null : new Date(now.getTime() + lockSeconds * 1_000) };
}

/** Told where a policy excludes nobody (more than 100 % wrong). */
const MANY_TRIES = 999;

/**
 * How many more wrong answers, one after the other, have their consequence: the last of them locks. 0 while
 * locked. With `returnToLastVerified` a silence is taken to be among them, so it is never more than there are.
 */
export function triesLeftOf({
  identity,
  rules,
}: {
  identity: Pick<Identity, 'lock'> & Tallies;
  rules: Pick<ChallengeRules, 'onFailure'>;
}): number {
  const strategy = rules.onFailure;
  if (identity.lock !== null || consequenceOf({ tallies: identity, strategy }) !== undefined) return 0;
  switch (strategy.strategy) {
    case 'consecutive':
      return strategy.wrongInARow - identity.wrongInARow;
    case 'ratio':
      return triesUnderRatio({ tallies: identity, strategy });
    case 'returnToLastVerified':
      return Math.min(strategy.silencesToFail - identity.silences, strategy.wrongToFail - identity.wrong);
    case 'courseFail':
      return 1;
  }
}

/** The smallest k with (wrong + k) · 100 > percent · (asked + k) and asked + k ≥ minimumAsked. */
function triesUnderRatio({
  tallies: { asked, wrong },
  strategy: { maximumWrongPercent: percent, minimumAsked },
}: {
  tallies: Tallies;
  strategy: Ratio;
}): number {
  if (percent === 100) return MANY_TRIES;
  const toExceed = Math.floor((percent * asked - 100 * wrong) / (100 - percent)) + 1;
  return Math.min(Math.max(toExceed, minimumAsked - asked, 1), MANY_TRIES);
}
