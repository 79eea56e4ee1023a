import type { ChallengeRules } from '../catalog/policy-rules.ts';
import { verificationBank } from '../catalog/verification-bank.ts';
import type { Identity } from '../enrollments/schema.ts';
import type { Chance } from '../platform/chance.ts';
import type { Id } from '../platform/ids.ts';
import type { Challenge, VerificationProfile } from './schema.ts';

/** Chance as whole numbers from 0 to `CHANCE_UNITS` - 1, drawn before the rule and before the policy is known. */
export interface ChallengeChance {
  /** When the next check comes. */
  readonly jitterUnit: number;
  /** Which question is asked. */
  readonly questionUnit: number;
}

export const CHANCE_UNITS = 2 ** 24;

/** For endpoints: what `issueChallenge` and `firstChallengeAt` want of chance. */
export const drawChallengeChance = (chance: Chance): ChallengeChance => ({
  jitterUnit: chance.integerBelow(CHANCE_UNITS),
  questionUnit: chance.integerBelow(CHANCE_UNITS),
});

/** One of `count`, from 0, all as likely as chance makes them. */
const pick = (unit: number, count: number): number => Math.floor((unit * count) / CHANCE_UNITS);

/**
 * Credited seconds at which the first check comes: `everySeconds`, give or take `jitterSeconds`; null if the policy
 * asks for none. Never at once.
 * @param jitterUnit 0 … CHANCE_UNITS - 1
 */
export function firstChallengeAt({
  rules,
  jitterUnit,
}: {
  rules: ChallengeRules | null;
  jitterUnit: number;
}): number | null {
  if (rules === null) return null;
  const offset = pick(jitterUnit, 2 * rules.jitterSeconds + 1) - rules.jitterSeconds;
  return Math.max(1, rules.everySeconds + offset);
}

/**
 * Whether a check has to be asked now. It hangs on credited seconds alone: who closes the tab comes back to it. One
 * at a time, and none while locked.
 * @param totalSeconds credited in all, the open session included
 */
export function isChallengeDue({
  identity,
  rules,
  totalSeconds,
}: {
  identity: Identity;
  rules: ChallengeRules | null;
  totalSeconds: number;
}): boolean {
  if (rules === null || identity.openChallenge !== null || identity.lock !== null) return false;
  return identity.nextChallengeAtSeconds !== null && totalSeconds >= identity.nextChallengeAtSeconds;
}

/** The questions of this policy's bank that the student has answers to. */
export function registeredQuestionIds({
  profile,
  rules,
}: {
  profile: VerificationProfile | undefined;
  rules: ChallengeRules;
}): readonly Id[] {
  return rules.bank.filter(id => profile?.answers[id] !== undefined);
}

/** Whether a session may start: a check that nobody can answer checks nobody. */
export function hasRegisteredEnough(input: {
  profile: VerificationProfile | undefined;
  rules: ChallengeRules | null;
}): boolean {
  const { profile, rules } = input;
  return rules === null || registeredQuestionIds({ profile, rules }).length >= rules.answersToRegister;
}

/**
 * Asks a check: one question, by chance among the student's registered ones that are in the policy's bank, not the
 * last one again if there is another. Sets when the next one comes. Undefined if there is no question to ask.
 * @param questionIds the student's, as `registeredQuestionIds` has them; others are passed over
 * @param totalSeconds credited in all, the open session included
 */
export function issueChallenge({
  identity,
  rules,
  questionIds,
  totalSeconds,
  challengeId,
  sessionId,
  now,
  chance,
}: {
  identity: Identity;
  rules: ChallengeRules;
  questionIds: readonly Id[];
  totalSeconds: number;
  challengeId: Id;
  sessionId: Id;
  now: Date;
  chance: ChallengeChance;
}): { readonly identity: Identity; readonly challenge: Challenge } | undefined {
  const askable = questionIds.filter(id => rules.bank.includes(id));
  const others = askable.filter(id => id !== identity.lastQuestionId);
  const candidates = others.length > 0 ? others : askable;
  const questionId = candidates[pick(chance.questionUnit, candidates.length)];
  const prompt = questionId === undefined ? undefined : verificationBank.get(questionId);
  if (questionId === undefined || prompt === undefined) return undefined;
  const expiresAt = new Date(now.getTime() + rules.windowSeconds * 1_000);
  const asked = { challengeId, sessionId, questionId, issuedAt: now, expiresAt };
  const distance = firstChallengeAt({ rules, jitterUnit: chance.jitterUnit }) ?? 0;
  return {
    identity: {
      ...identity,
      openChallenge: asked,
      lastQuestionId: questionId,
      nextChallengeAtSeconds: totalSeconds + distance,
    },
    challenge: {
      ...asked,
      prompt,
      state: 'ISSUED',
      settledAt: null,
      round: identity.round,
      position: null,
      correction: null,
    },
  };
}
