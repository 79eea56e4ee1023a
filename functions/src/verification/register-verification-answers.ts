import { apply, type Command, create, fingerprintOf, lanes, toWrite, update } from '../commit/index.ts';
import { pinsOf } from '../enrollments/pins.ts';
import { type EnrollmentKey, enrollmentDoc, requestDoc } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import { systemChance } from '../platform/chance.ts';
import type { Id } from '../platform/ids.ts';
import { digestOfAnswers, hashAnswer } from './answer-hash.ts';
import { registerAnswers } from './answer-registration.ts';
import { findEnrollmentsOf } from './queries.ts';
import type { HashedAnswer } from './schema.ts';
import { verificationProfileDoc } from './store.ts';
import {
  type RegisterVerificationAnswersAnswer,
  RegisterVerificationAnswersOutcome,
  RegisterVerificationAnswersRequest,
} from './wire.ts';

type Rules = Parameters<typeof registerAnswers>[0]['rules'];

/**
 * Reads the profile and the student's enrollments; writes 2. The enrollments are not guarded: a first
 * check that comes at this very moment is answered with the new answers, as it would be a moment later.
 */
function registerCommand(input: {
  readonly key: EnrollmentKey;
  readonly requestId: Id;
  readonly rules: Rules;
  readonly answers: ReadonlyMap<string, HashedAnswer>;
  readonly digest: string;
  readonly enrollments: readonly EnrollmentKey[];
}): Command<RegisterVerificationAnswersOutcome> {
  const { key, requestId, rules, answers, digest } = input;
  const profile = verificationProfileDoc(key.userId);
  const enrollments = input.enrollments.map(enrollmentDoc);
  const request = { courseId: key.courseId, digest };
  return {
    operation: 'registerVerificationAnswers',
    aggregate: profile.path,
    receipt: {
      doc: requestDoc({ key, requestId }),
      fingerprint: fingerprintOf('registerVerificationAnswers', request),
    },
    outcomeSchema: RegisterVerificationAnswersOutcome,
    loads: [profile, ...enrollments].map(toWrite),
    decide: view => {
      const existing = view.get(profile);
      const result = registerAnswers({
        answers,
        rules,
        profile: existing,
        enrollments: enrollments.map(doc => view.get(doc)).filter(found => found !== undefined),
        now: view.now,
      });
      if (result.kind === 'refused') return result;
      const { registered, profile: registeredProfile } = result;
      const isNew = existing === undefined;
      return apply({ registered }, [
        isNew ? create(profile, registeredProfile) : update(profile, registeredProfile),
      ]);
    },
  };
}

/** Hashed before anything is decided: what reaches command, receipt and profile cannot be read back. */
async function hashAll(
  answers: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, HashedAnswer>> {
  const hashing = Object.entries(answers).map(
    async ([questionId, answer]) =>
      [questionId, await hashAnswer({ answer, salt: systemChance.secret() })] as const,
  );
  return new Map(await Promise.all(hashing));
}

/** The student's answers to personal questions, by which the course will know who studies. */
export const registerVerificationAnswers = defineCallable({
  name: 'registerVerificationAnswers',
  request: RegisterVerificationAnswersRequest,
  handler: async ({ uid: userId, data }): Promise<RegisterVerificationAnswersAnswer> => {
    const { courseId, requestId, answers: texts } = data;
    const key = { userId, courseId };
    const { policy } = await pinsOf(key);
    const [answers, digest, enrollments] = await Promise.all([
      hashAll(texts),
      digestOfAnswers({ userId, requestId, answers: texts }),
      findEnrollmentsOf(userId),
    ]);
    const rules = policy.rules.challenges;
    const command = registerCommand({ key, requestId, rules, answers, digest, enrollments });
    const { outcome, replayed } = await lanes().submit(command);
    return { ...outcome, replayed };
  },
});
