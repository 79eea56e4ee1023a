import { z } from 'zod';
import { Id, RequestId } from '../platform/ids.ts';

export const RecordFormat = z.enum(['json', 'html', 'xapi']);
export type RecordFormat = z.infer<typeof RecordFormat>;

const DayKey = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a day such as 2026-03-08');

export const ExportComplianceRecordRequest = z.strictObject({
  courseId: Id,
  /** Whose record; the caller's own if left out. */
  userId: Id.optional(),
  format: RecordFormat,
  /** First and last legal day of the sessions to export, for records too large for one answer. */
  fromDay: DayKey.optional(),
  toDay: DayKey.optional(),
  /** Taken like everywhere; nothing is changed, so nothing is remembered under it. */
  requestId: RequestId.optional(),
});
export type ExportComplianceRecordRequest = z.infer<typeof ExportComplianceRecordRequest>;

export interface ExportComplianceRecordAnswer {
  readonly format: RecordFormat;
  readonly fileName: string;
  readonly contentType: string;
  /** The whole document as text. */
  readonly document: string;
}
