import type { ChallengeRules } from '../catalog/policy-rules.ts';
import type { Enrollment } from '../enrollments/schema.ts';
import { type Refusal, refuse, refuseField } from '../platform/refusal.ts';
import { hasRegisteredEnough, registeredQuestionIds } from './challenge.ts';
import type { HashedAnswer, VerificationProfile } from './schema.ts';

export interface Registered {
  readonly kind: 'registered';
  readonly profile: VerificationProfile;
  /** Questions of this course's bank that have an answer now. */
  readonly registered: number;
}

/**
 * Registers answers beside those of other courses. Until the first check, in whatever course, a student may change
 * them; from then on they tell who studies, and whoever sits at the keyboard may only fill what is missing: another
 * course's questions, or all of them after staff reset them.
 * @param enrollments all of the student's
 */
export function registerAnswers({
  answers,
  rules,
  profile,
  enrollments,
  now,
}: {
  answers: ReadonlyMap<string, HashedAnswer>;
  rules: ChallengeRules | null;
  profile: VerificationProfile | undefined;
  enrollments: readonly Pick<Enrollment, 'identity'>[];
  now: Date;
}): Registered | Refusal {
  if (rules === null) return refuse('VERIFICATION_NOT_ASKED');
  const stranger = [...answers.keys()].find(id => !rules.bank.some(known => known === id));
  if (stranger !== undefined)
    return refuseField({ reason: 'QUESTION_NOT_ASKED', path: `answers.${stranger}` });
  if (hasOpenChallenge(enrollments)) return refuse('CHALLENGE_OPEN');
  const known = profile?.answers ?? {};
  const wasAsked = enrollments.some(({ identity }) => identity.lastQuestionId !== null);
  const replaces = [...answers.keys()].some(id => known[id] !== undefined);
  if (wasAsked && (replaces || hasRegisteredEnough({ profile, rules }))) return refuse('ANSWERS_REGISTERED');
  const registered: VerificationProfile = {
    answers: { ...known, ...Object.fromEntries(answers) },
    registeredAt: now,
    revision: (profile?.revision ?? 0) + 1,
  };
  if (!hasRegisteredEnough({ profile: registered, rules }))
    return refuseField({ reason: 'TOO_FEW_ANSWERS', path: 'answers' });
  return {
    kind: 'registered',
    profile: registered,
    registered: registeredQuestionIds({ profile: registered, rules }).length,
  };
}

/**
 * The profile without answers, so that the student registers anew before the next session.
 * @param enrollments all of the student's
 */
export function resetAnswers({
  profile,
  enrollments,
}: {
  profile: VerificationProfile | undefined;
  enrollments: readonly Pick<Enrollment, 'identity'>[];
}): VerificationProfile | Refusal {
  if (profile === undefined) return refuse('NOT_FOUND');
  // It could not be answered any more.
  if (hasOpenChallenge(enrollments)) return refuse('CHALLENGE_OPEN');
  return { ...profile, answers: {}, revision: profile.revision + 1 };
}

const hasOpenChallenge = (enrollments: readonly Pick<Enrollment, 'identity'>[]): boolean =>
  enrollments.some(({ identity }) => identity.openChallenge !== null);
