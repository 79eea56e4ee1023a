import { refuseWithoutRole, requireRole } from '../accounts/require-role.ts';
import { roleDoc } from '../accounts/store.ts';
import { quizDoc } from '../catalog/store.ts';
import {
  apply,
  type Command,
  create,
  fingerprintOf,
  lanes,
  readDocument,
  toGuard,
  toWrite,
  update,
} from '../commit/index.ts';
import { pinsOf } from '../enrollments/pins.ts';
import { defineCallable } from '../platform/callable.ts';
import type { Id } from '../platform/ids.ts';
import { refused } from '../platform/refusal.ts';
import { attemptsLeftOf, newRecord } from './quiz-record.ts';
import { rulesFor } from './quiz-rules.ts';
import type { QuizRecord } from './schema.ts';
import { quizAllowanceDoc, quizRecordDoc } from './store.ts';
import { GrantQuizAllowanceOutcome, GrantQuizAllowanceRequest } from './wire.ts';

/** Reads 2 (record, role), writes 2. The allowance is its receipt. */
export function grantCommand(input: {
  readonly uid: Id;
  readonly data: GrantQuizAllowanceRequest;
  /** Attempts by the rules. */
  readonly allowed: number;
}): Command<GrantQuizAllowanceOutcome> {
  const { uid, data, allowed } = input;
  const { requestId: allowanceId, extraAttempts, extraSeconds, reason, ...key } = data;
  const recordDoc = quizRecordDoc(key);
  const allowanceDoc = quizAllowanceDoc({ ...key, allowanceId });
  return {
    operation: 'grantQuizAllowance',
    aggregate: recordDoc.path,
    receipt: {
      doc: allowanceDoc,
      fingerprint: fingerprintOf('grantQuizAllowance', { ...data, by: uid }),
    },
    loads: [toWrite(recordDoc), toGuard(roleDoc(uid))],
    outcomeSchema: GrantQuizAllowanceOutcome,
    decide: view => {
      const refusal = refuseWithoutRole({ uid, roles: ['admin'] }, view);
      if (refusal !== undefined) return refusal;
      const before = view.get(recordDoc);
      const record = withAllowance({ record: before ?? newRecord(key.quizId), extraAttempts, extraSeconds });
      const attemptsLeft = attemptsLeftOf({ record, rules: { attempts: allowed } });
      const totals = { extraAttempts: record.extraAttempts, extraSeconds: record.extraSeconds };
      return apply({ attemptsLeft, ...totals }, [
        create(allowanceDoc, { allowanceId, extraAttempts, extraSeconds, by: uid, reason, at: view.now }),
        before === undefined ? create(recordDoc, record) : update(recordDoc, record),
      ]);
    },
  };
}

const withAllowance = ({
  record,
  extraAttempts,
  extraSeconds,
}: {
  record: QuizRecord;
  extraAttempts: number;
  extraSeconds: number;
}): QuizRecord => ({
  ...record,
  extraAttempts: record.extraAttempts + extraAttempts,
  extraSeconds: record.extraSeconds + extraSeconds,
});

/** More attempts, or more time for the attempts to come: for a disability, a second chance. Lifts no lock. */
export const grantQuizAllowance = defineCallable({
  name: 'grantQuizAllowance',
  request: GrantQuizAllowanceRequest,
  handler: async ({ uid, data }): Promise<GrantQuizAllowanceOutcome & { replayed: boolean }> => {
    await requireRole({ uid, roles: ['admin'] });
    const { policy } = await pinsOf(data);
    if ((await readDocument(quizDoc(data))) === undefined) throw refused('NOT_FOUND');
    const { attempts } = rulesFor({ rules: policy.rules, quizId: data.quizId });
    const { outcome, replayed } = await lanes().submit(grantCommand({ uid, data, allowed: attempts }));
    return { ...outcome, replayed };
  },
});
