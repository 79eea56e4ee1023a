import { refuseWithoutRole, requireRole } from '../accounts/require-role.ts';
import { roleDoc } from '../accounts/store.ts';
import {
  type Applied,
  apply,
  type Command,
  fingerprintOf,
  lanes,
  readDocument,
  toGuard,
  toWrite,
  update,
} from '../commit/index.ts';
import { pinsOf } from '../enrollments/pins.ts';
import { requestDoc } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import type { Id } from '../platform/ids.ts';
import { RefusalError, refuse } from '../platform/refusal.ts';
import { isSameHistory, voidAttempt } from './attempt-voiding.ts';
import { attemptsOf } from './queries.ts';
import { attemptsLeftOf } from './quiz-record.ts';
import { rulesFor } from './quiz-rules.ts';
import type { QuizAttempt, QuizRecord } from './schema.ts';
import { quizAttemptDoc, quizRecordDoc } from './store.ts';
import { VoidQuizAttemptOutcome, VoidQuizAttemptRequest } from './wire.ts';

/** A history that changes under our eyes this often does not come from one student. */
const MAX_TRIES = 4;

/** The history that a best result is made of, as read before the decision. */
interface History {
  readonly record: QuizRecord | undefined;
  readonly attempts: readonly QuizAttempt[];
}

/** Takes an attempt out of the count, with the reason: a power cut, a question that was wrong. */
export const voidQuizAttempt = defineCallable({
  name: 'voidQuizAttempt',
  request: VoidQuizAttemptRequest,
  handler: async ({ uid, data }): Promise<VoidQuizAttemptOutcome & { replayed: boolean }> => {
    await requireRole({ uid, roles: ['admin'] });
    const { policy } = await pinsOf(data);
    const attempts = rulesFor({ rules: policy.rules, quizId: data.quizId }).attempts;
    const { outcome, replayed } = await voidOnce({ uid, data, allowed: attempts });
    return { ...outcome, replayed };
  },
});

async function voidOnce(input: {
  uid: Id;
  data: VoidQuizAttemptRequest;
  allowed: number;
}): Promise<Applied<VoidQuizAttemptOutcome>> {
  for (let tries = 1; ; tries += 1) {
    // The record first: if it still says the same when we decide, so does the list.
    const record = await readDocument(quizRecordDoc(input.data));
    const attempts = await attemptsOf(input.data);
    try {
      return await lanes().submit(voidCommand({ ...input, history: { record, attempts } }));
    } catch (error) {
      const isStale = error instanceof RefusalError && error.refusal.reason === 'STALE_READ';
      if (!isStale || tries === MAX_TRIES) throw error;
    }
  }
}

/** Reads 3 (attempt, record, role) besides the list, writes 3. */
export function voidCommand(input: {
  readonly uid: Id;
  readonly data: VoidQuizAttemptRequest;
  /** Attempts by the rules. */
  readonly allowed: number;
  readonly history: History;
}): Command<VoidQuizAttemptOutcome> {
  const { uid, data, allowed, history } = input;
  const { attemptId, reason, requestId, ...key } = data;
  const attemptDoc = quizAttemptDoc({ ...key, attemptId });
  const recordDoc = quizRecordDoc(key);
  const others = history.attempts.filter(attempt => attempt.attemptId !== attemptId);
  return {
    operation: 'voidQuizAttempt',
    aggregate: recordDoc.path,
    receipt: {
      doc: requestDoc({ key, requestId }),
      fingerprint: fingerprintOf('voidQuizAttempt', { ...data, by: uid }),
    },
    loads: [toWrite(attemptDoc), toWrite(recordDoc), toGuard(roleDoc(uid))],
    outcomeSchema: VoidQuizAttemptOutcome,
    decide: view => {
      const refusal = refuseWithoutRole({ uid, roles: ['admin'] }, view);
      if (refusal !== undefined) return refusal;
      const before = view.get(recordDoc);
      if (!isSameHistory(history.record, before)) return refuse('STALE_READ');
      const attempt = view.get(attemptDoc);
      const result = voidAttempt({ attempt, record: before, others, by: uid, reason, now: view.now });
      if (result.kind === 'refused') return result;
      const { record } = result;
      const attemptsLeft = attemptsLeftOf({ record, rules: { attempts: allowed } });
      const { bestPercent, passed } = record;
      return apply({ state: result.attempt.state, attemptsLeft, bestPercent, passed }, [
        update(attemptDoc, result.attempt),
        update(recordDoc, record),
      ]);
    },
  };
}
