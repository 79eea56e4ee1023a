import type { ChallengeRules } from '../catalog/policy-rules.ts';
import { totalCreditedSeconds } from '../enrollments/learning.ts';
import type { Enrollment, Identity } from '../enrollments/schema.ts';
import type { Id } from '../platform/ids.ts';
import { type ChallengeChance, isChallengeDue, issueChallenge } from '../verification/challenge.ts';
import type { Challenge } from '../verification/schema.ts';
import { isOverdue } from '../verification/settlement.ts';
import type { ChallengePause } from './credit.ts';
import type { Session, SessionEvent } from './schema.ts';

type ChallengeNews = NonNullable<SessionEvent['challenge']>;

/** Since when and until when an identity check keeps this session from earning. */
export function pauseOf({
  identity,
  session,
  now,
}: {
  identity: Identity;
  session: Session;
  now: Date;
}): ChallengePause & { readonly isOverdue: boolean } {
  const { openChallenge, lastChallenge } = identity;
  return {
    openSince: openChallenge?.issuedAt ?? null,
    settledAt: newsOf({ identity, session }) === null ? null : (lastChallenge?.settledAt ?? null),
    isOverdue: isOverdue(identity, now),
  };
}

/** A check that was settled and that no event of this session tells of yet. */
export function newsOf({
  identity,
  session,
}: {
  identity: Identity;
  session: Session;
}): ChallengeNews | null {
  const { lastChallenge } = identity;
  if (lastChallenge === null || lastChallenge.challengeId === session.noticedChallengeId) return null;
  return { challengeId: lastChallenge.challengeId, outcome: lastChallenge.outcome };
}

/** What a check is made of, should one be due. */
export interface WantedCheck {
  readonly rules: ChallengeRules | null;
  readonly challengeId: Id;
  readonly chance: ChallengeChance;
}

export interface IssuedCheck {
  readonly identity: Identity;
  readonly challenge: Challenge;
  readonly news: ChallengeNews;
}

/**
 * A check, if one is due. Only somebody who studies is asked: during a break, or once idle, no time counts that
 * would have to be vouched for, and silence would be held against who is not there.
 */
export function issueIfDue({
  enrollment,
  session,
  now,
  wanted,
}: {
  enrollment: Enrollment;
  session: Session;
  now: Date;
  wanted: WantedCheck;
}): IssuedCheck | undefined {
  const { rules, challengeId, chance } = wanted;
  const { identity } = enrollment;
  const totalSeconds = totalCreditedSeconds({ enrollment, openSessionSeconds: session.creditedSeconds });
  if (rules === null || session.state !== 'ACTIVE') return undefined;
  if (!isChallengeDue({ identity, rules, totalSeconds })) return undefined;
  const issued = issueChallenge({
    identity,
    rules,
    questionIds: session.checkQuestionIds,
    totalSeconds,
    challengeId,
    sessionId: session.sessionId,
    now,
    chance,
  });
  return issued === undefined ? undefined : { ...issued, news: { challengeId, outcome: 'ISSUED' } };
}
