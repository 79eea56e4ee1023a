import { z } from 'zod';
import type { CertificatePdfAnswer as PdfAnswer } from '../../functions/src/certificates/wire.ts';
import {
  type ExportComplianceRecordAnswer as RecordAnswer,
  RecordFormat,
} from '../../functions/src/records/wire.ts';

/** Answers that the server types without a schema; `satisfies` holds the two together. */
export const CertificatePdfAnswer = z.object({
  fileName: z.string(),
  pdfBase64: z.string(),
}) satisfies z.ZodType<PdfAnswer>;

export const ExportComplianceRecordAnswer = z.object({
  format: RecordFormat,
  fileName: z.string(),
  contentType: z.string(),
  document: z.string(),
}) satisfies z.ZodType<RecordAnswer>;
