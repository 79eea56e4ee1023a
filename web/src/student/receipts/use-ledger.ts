import type { LedgerEntry } from '../../../../client/src/index.ts';
import type { Live } from '../../../../client/src/live.ts';
import { usePage } from '../../shared/session.tsx';
import { useLive } from '../../shared/use-live.ts';
import type { EnrolledScope } from '../course/course-scope.tsx';

/** All money of the enrollment, the newest first. */
export function useLedger({ userId, courseId }: EnrolledScope): Live<readonly LedgerEntry[]> {
  const { seatbelt } = usePage();
  return useLive(`ledger/${userId}/${courseId}`, (reads, listener) =>
    reads.watchLedger(seatbelt, { userId, courseId }, listener),
  );
}
