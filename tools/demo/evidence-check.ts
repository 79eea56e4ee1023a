import type { Enrollment } from '../../functions/src/enrollments/schema.ts';
import { takeRecord } from '../../functions/src/records/take-record.ts';
import { totalsOf } from '../../functions/src/records/totals.ts';

/** Every hour from days and sessions, what was taken back from its rows, and every chain link by link. */
export async function checkEvidence(
  enrollments: readonly Enrollment[],
): Promise<{ readonly events: number; readonly disagreements: readonly string[] }> {
  const disagreements: string[] = [];
  let events = 0;
  for (const { userId, courseId } of enrollments) {
    const totals = totalsOf(
      await takeRecord({
        key: { userId, courseId },
        range: { fromDay: null, toDay: null },
        readAt: new Date(),
        maxEvents: Number.POSITIVE_INFINITY,
      }),
    );
    const path = `users/${userId}/courses/${courseId}`;
    events += totals.sessionEvents;
    if (totals.daysAddUp === false) disagreements.push(`${path}: its days are not its sessions`);
    if (!totals.adjustmentsAddUp) disagreements.push(`${path}: what was taken back is not its rows`);
    if (!totals.chainsIntact) disagreements.push(`${path}: a session's events are not as they were written`);
  }
  return { events, disagreements };
}
