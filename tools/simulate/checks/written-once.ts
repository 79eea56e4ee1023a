import type { Changed } from '../memory/memory-firestore.ts';
import { type Looking, patternOf } from './checker.ts';
import { receiptIn } from './command-book.ts';

/** Collections whose documents are evidence: written once. */
const evidence: ReadonlySet<string> = new Set([
  'users/*/courses/*/ledger/*',
  'users/*/courses/*/adjustments/*',
  'users/*/courses/*/staffActions/*',
  'users/*/courses/*/sessions/*/events/*',
  'users/*/courses/*/quizzes/*/allowances/*',
  'suspense/*/ledger/*',
  'authorizations/*/ledger/*',
  'auditLog/*',
  'certificateSerials/*',
  'policies/*/versions/*',
]);

/** What holds of every change, whatever it is a change of. */
export function lookAtChange({ verdicts }: Looking, { path, before, after }: Changed): void {
  if (before === undefined) return;
  if (evidence.has(patternOf(path)))
    verdicts.hold('what is written once is never changed', false, () => path);
  const [was, is] = [receiptIn(before), receiptIn(after)];
  if (was === undefined) return;
  // A lesson that begins anew forgets on purpose that it was completed.
  const isUndone = after['receipt'] === null && patternOf(path) === 'users/*/courses/*/lessons/*';
  if (!isUndone) verdicts.same('a receipt is never changed', is, was, path);
}

/** Counted when it is written, since later there is nothing to see. */
export function lookAtNew({ verdicts }: Looking, { path, before }: Changed): void {
  if (before === undefined && evidence.has(patternOf(path)))
    verdicts.hold('what is written once is never changed', true, () => path);
}
