import { roleDoc } from '../accounts/store.ts';
import { publicOrigin } from '../certificates/check-address.ts';
import { readDocument } from '../commit/index.ts';
import { defineCallable } from '../platform/callable.ts';
import { systemClock } from '../platform/clock.ts';
import type { Id } from '../platform/ids.ts';
import { RefusalError, refused } from '../platform/refusal.ts';
import { refuseReader } from './record-access.ts';
import { takeRecord } from './take-record.ts';
import {
  type ExportComplianceRecordAnswer,
  ExportComplianceRecordRequest,
  type ExportComplianceRecordRequest as Request,
} from './wire.ts';

/**
 * A course of 24 hours with a heartbeat a minute has about 1,500. Above that a student studies for weeks; whoever
 * needs more asks for a range of days, or runs `scripts/export-records.ts`, which has no bound.
 */
export const MAX_EVENTS = 12_000;

/** Firebase answers at most 10 MB, and some of it is taken by escaping. */
export const MAX_DOCUMENT_BYTES = 8_000_000;

/** Everything stored of a student's course, for the student, the school, or whoever audits it. Changes nothing. */
export const exportComplianceRecord = defineCallable({
  name: 'exportComplianceRecord',
  request: ExportComplianceRecordRequest,
  handler: async ({ uid, data }): Promise<ExportComplianceRecordAnswer> => {
    const { courseId, userId = uid, format } = data;
    await assertMayRead({ uid, userId });
    const range = rangeOf(data);
    const key = { userId, courseId };
    const source = await takeRecord({ key, range, readAt: systemClock.now(), maxEvents: MAX_EVENTS });
    const { renderRecord } = await import('./render-record.ts');
    const answer = renderRecord({ source, format, homePage: publicOrigin() });
    if (Buffer.byteLength(answer.document) > MAX_DOCUMENT_BYTES) throw refused('RECORD_TOO_LARGE');
    return answer;
  },
});

const rangeOf = ({ fromDay, toDay }: Request) => ({ fromDay: fromDay ?? null, toDay: toDay ?? null });

async function assertMayRead({ uid, userId }: { uid: Id; userId: Id }): Promise<void> {
  if (uid === userId) return;
  const role = (await readDocument(roleDoc(uid)))?.role ?? 'student';
  const refusal = refuseReader({ uid, userId, role });
  if (refusal !== undefined) throw new RefusalError(refusal);
}
