import type { ChallengeRules } from '../catalog/policy-rules.ts';
import {
  type Applied,
  apply,
  type Change,
  type Command,
  fingerprintOf,
  lanes,
  readDocument,
  toCreate,
  toWrite,
  untilFresh,
  update,
} from '../commit/index.ts';
import { timeAdjustmentDoc } from '../enrollments/adjustment.ts';
import { type EnrollmentKey, enrollmentDoc, requestDoc } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import { systemChance } from '../platform/chance.ts';
import { systemClock } from '../platform/clock.ts';
import type { Id } from '../platform/ids.ts';
import { refuse, refused } from '../platform/refusal.ts';
import { digestOfAnswers, hashAnswer, isOutdated, matchesAnswer } from './answer-hash.ts';
import { answerOpenChallenge, answerOutcomeOf } from './challenge-answer.ts';
import { challengeRulesOf } from './challenge-rules.ts';
import { type OpenSessionSeconds, openSessionSecondsOf } from './open-session.ts';
import type { HashedAnswer } from './schema.ts';
import { settlementChanges } from './settlement-changes.ts';
import { challengeDoc, verificationProfileDoc } from './store.ts';
import { type AnswerChallengeAnswer, AnswerChallengeOutcome, AnswerChallengeRequest } from './wire.ts';

/** What was found out about an answer before the command: hashing is slow and no rule's business. */
interface Compared {
  readonly isRight: boolean;
  /** Of the profile it was compared with; undefined if there was none. */
  readonly revision: number | undefined;
  /** The same answer with today's parameters, where the stored hash has older ones. */
  readonly upgraded: HashedAnswer | undefined;
}

/** Reads 4 (enrollment, challenge, profile, session pointer), 5 with an open session; writes 3 or 4. */
function answerCommand(input: {
  readonly key: EnrollmentKey;
  readonly request: AnswerChallengeRequest;
  readonly digest: string;
  readonly questionId: Id;
  readonly compared: Compared;
  readonly rules: ChallengeRules;
  readonly openSession: OpenSessionSeconds;
  readonly receivedAt: Date;
}): Command<AnswerChallengeOutcome> {
  const { key, request, digest, questionId, compared, rules, openSession, receivedAt } = input;
  const { courseId, challengeId, requestId } = request;
  const enrollment = enrollmentDoc(key);
  const challenge = challengeDoc({ ...key, challengeId });
  const profile = verificationProfileDoc(key.userId);
  const adjustment = timeAdjustmentDoc({ ...key, adjustmentId: challengeId });
  return {
    operation: 'answerChallenge',
    aggregate: enrollment.path,
    receipt: {
      doc: requestDoc({ key, requestId }),
      fingerprint: fingerprintOf('answerChallenge', { courseId, challengeId, digest }),
    },
    outcomeSchema: AnswerChallengeOutcome,
    loads: [
      ...[enrollment, challenge, profile].map(toWrite),
      ...openSession.loads,
      // Whoever settles a check writes it, so while it is open there is no such row.
      toCreate(adjustment),
    ],
    decide: view => {
      const current = view.get(profile);
      if (current?.revision !== compared.revision) return refuse('STALE_READ');
      const openSessionSeconds = openSession.in(view);
      if (typeof openSessionSeconds !== 'number') return openSessionSeconds;
      const before = view.get(enrollment);
      const result = answerOpenChallenge({
        enrollment: before,
        challenge: view.get(challenge),
        rules,
        isRight: compared.isRight,
        openSessionSeconds,
        receivedAt,
        now: view.now,
      });
      if (result.kind === 'refused') return result;
      const { outcome, settlement } = result;
      const after = settlement?.enrollment ?? before;
      if (after === undefined) return refuse('ENROLLMENT_NOT_FOUND');
      const changes: Change[] = settlement === undefined ? [] : [...settlementChanges({ key, settlement })];
      const { upgraded } = compared;
      if (outcome === 'CORRECT' && upgraded !== undefined && current !== undefined)
        changes.push(update(profile, { answers: { ...current.answers, [questionId]: upgraded } }));
      return apply(answerOutcomeOf({ outcome, enrollment: after, rules }), changes);
    },
  };
}

async function compare(input: { answer: string; questionId: Id; userId: Id }): Promise<Compared> {
  const profile = await readDocument(verificationProfileDoc(input.userId));
  const hashed = profile?.answers[input.questionId];
  const { answer } = input;
  const isRight = hashed !== undefined && (await matchesAnswer({ answer, hashed }));
  const upgraded =
    isRight && isOutdated(hashed) ? await hashAnswer({ answer, salt: systemChance.secret() }) : undefined;
  return { isRight, revision: profile?.revision, upgraded };
}

/** The student's one answer to a check. */
export const answerChallenge = defineCallable({
  name: 'answerChallenge',
  request: AnswerChallengeRequest,
  handler: async ({ uid: userId, data }): Promise<AnswerChallengeAnswer> => {
    const receivedAt = systemClock.now();
    const { courseId, challengeId, requestId, answer } = data;
    const key = { userId, courseId };
    const rules = await challengeRulesOf(key);
    const asked = await readDocument(challengeDoc({ ...key, challengeId }));
    if (asked === undefined) throw refused('CHALLENGE_NOT_FOUND');
    const { questionId } = asked;
    const digest = await digestOfAnswers({ userId, requestId, answers: { [challengeId]: answer } });
    const { outcome, replayed } = await untilFresh({
      work: async (): Promise<Applied<AnswerChallengeOutcome>> => {
        const [compared, openSession] = await Promise.all([
          compare({ answer, questionId, userId }),
          openSessionSecondsOf(key),
        ]);
        return lanes().submit(
          answerCommand({ key, request: data, digest, questionId, compared, rules, openSession, receivedAt }),
        );
      },
    });
    return { ...outcome, replayed };
  },
});
