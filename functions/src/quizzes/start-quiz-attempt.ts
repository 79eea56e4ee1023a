import { quizDoc } from '../catalog/store.ts';
import {
  type Applied,
  apply,
  type Command,
  create,
  fingerprintOf,
  lanes,
  readDocument,
  toWrite,
  update,
} from '../commit/index.ts';
import { pinsOf } from '../enrollments/pins.ts';
import { enrollmentDoc } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import { systemChance } from '../platform/chance.ts';
import { systemClock } from '../platform/clock.ts';
import type { Id } from '../platform/ids.ts';
import { RefusalError, refused } from '../platform/refusal.ts';
import { answerKeyOf } from './answer-keys.ts';
import { startAttempt, type WantedAttempt } from './attempt-start.ts';
import { drawQuestions, showQuestions } from './draw.ts';
import { finishOpenIfOverdue } from './finish-overdue.ts';
import { rulesFor } from './quiz-rules.ts';
import { type QuizRecordKey, quizAttemptDoc, quizRecordDoc } from './store.ts';
import { type StartQuizAttemptAnswer, StartQuizAttemptOutcome, StartQuizAttemptRequest } from './wire.ts';

/** Reads 2 (record, enrollment), writes 2. The attempt is its receipt, read only when it turns out to be there. */
export function startCommand(input: {
  readonly key: QuizRecordKey;
  readonly wanted: WantedAttempt;
  readonly requiredSeconds: number;
}): Command<StartQuizAttemptOutcome> {
  const { key, wanted, requiredSeconds } = input;
  const { attemptId, courseId, quizId } = wanted;
  const attemptDoc = quizAttemptDoc({ ...key, attemptId });
  const recordDoc = quizRecordDoc(key);
  const enrollment = enrollmentDoc(key);
  return {
    operation: 'startQuizAttempt',
    aggregate: recordDoc.path,
    receipt: {
      doc: attemptDoc,
      fingerprint: fingerprintOf('startQuizAttempt', { courseId, quizId, requestId: attemptId }),
    },
    loads: [toWrite(recordDoc), toWrite(enrollment)],
    outcomeSchema: StartQuizAttemptOutcome,
    decide: view => {
      const before = view.get(recordDoc);
      const result = startAttempt({
        enrollment: view.get(enrollment),
        record: before,
        wanted,
        requiredSeconds,
        now: view.now,
      });
      if (result.kind === 'refused') return result;
      const { attempt, record, attemptsLeft } = result;
      const { attemptNumber, deadline } = attempt;
      return apply({ attemptId, attemptNumber, attemptsLeft, deadline: deadline?.toISOString() ?? null }, [
        create(attemptDoc, attempt),
        before === undefined ? create(recordDoc, record) : update(recordDoc, record),
      ]);
    },
  };
}

/** One of the student's attempts, used up by being started. The same request shows the same questions again. */
export const startQuizAttempt = defineCallable({
  name: 'startQuizAttempt',
  request: StartQuizAttemptRequest,
  handler: async ({ uid, data }): Promise<StartQuizAttemptAnswer> => {
    const { courseId, quizId, requestId: attemptId } = data;
    const key = { userId: uid, courseId, quizId };
    const { policy } = await pinsOf(key);
    const quiz = await readDocument(quizDoc(key));
    if (quiz === undefined) throw refused('NOT_FOUND');
    const rules = rulesFor({ rules: policy.rules, quizId });
    const { revision: poolRevision } = quiz;
    const pool = await answerKeyOf({ courseId, quizId, revision: poolRevision });
    const { integerBelow } = systemChance;
    const questions = drawQuestions({ pool, count: rules.questions, integerBelow });
    const policyVersion = policy.version;
    const wanted = { attemptId, courseId, quizId, questions, policyVersion, poolRevision, rules };
    const command = startCommand({ key, wanted, requiredSeconds: policy.rules.requiredSeconds });
    const { outcome, replayed } = await startOnceFree({ key, command });
    // Not what was drawn just now, but what was frozen by the first try.
    const shown = replayed ? await frozenQuestions({ key, attemptId }) : { pool, questions };
    return { ...outcome, questions: showQuestions(shown), replayed };
  },
});

/** An open attempt whose time is over is ended first; one that goes on refuses the new one. */
async function startOnceFree(input: {
  key: QuizRecordKey;
  command: Command<StartQuizAttemptOutcome>;
}): Promise<Applied<StartQuizAttemptOutcome>> {
  const { key, command } = input;
  try {
    return await lanes().submit(command);
  } catch (error) {
    if (!(error instanceof RefusalError) || error.refusal.reason !== 'ATTEMPT_OPEN') throw error;
    if (!(await finishOpenIfOverdue({ key, now: systemClock.now() }))) throw error;
    return lanes().submit(command);
  }
}

async function frozenQuestions({ key, attemptId }: { key: QuizRecordKey; attemptId: Id }) {
  const attempt = await readDocument(quizAttemptDoc({ ...key, attemptId }));
  if (attempt === undefined) throw new Error('A replayed start has no attempt.');
  const { courseId, quizId, poolRevision: revision, questions } = attempt;
  return { pool: await answerKeyOf({ courseId, quizId, revision }), questions };
}
