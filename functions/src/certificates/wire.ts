import { z } from 'zod';
import { Id, RequestId } from '../platform/ids.ts';
import { CertificateState } from './schema.ts';
import { printableName } from './student-name.ts';

const Reason = z.string().trim().min(1, 'must not be empty').max(500);

export const IssueCertificateRequest = z.strictObject({ courseId: Id, requestId: RequestId });
export const IssuedCertificate = z.object({ certificateId: Id, serial: Id });
export type IssuedCertificate = z.infer<typeof IssuedCertificate>;
export type IssueCertificateAnswer = IssuedCertificate & { replayed: boolean };

export const GetCertificatePdfRequest = z.strictObject({
  courseId: Id,
  /** Somebody else's: for administrators. */
  userId: Id.optional(),
  /** An earlier one; without it the one that is valid now, or was last. */
  certificateId: Id.optional(),
  /** Taken like everywhere; nothing is changed, so nothing is remembered under it. */
  requestId: RequestId.optional(),
});
export type GetCertificatePdfRequest = z.infer<typeof GetCertificatePdfRequest>;
export interface CertificatePdfAnswer {
  readonly fileName: string;
  readonly pdfBase64: string;
}

export const RevokeCertificateRequest = z.strictObject({
  certificateId: Id,
  reason: Reason,
  requestId: RequestId,
});
export type RevokeCertificateRequest = z.infer<typeof RevokeCertificateRequest>;
export const RevokedCertificate = z.object({ certificateId: Id, state: CertificateState });
export type RevokedCertificate = z.infer<typeof RevokedCertificate>;

export const SupersedeCertificateRequest = z.strictObject({
  certificateId: Id,
  /** As it should have been. */
  studentName: z
    .string()
    .max(200)
    .transform((name, context) => {
      const printable = printableName(name);
      if (printable !== undefined) return printable;
      context.addIssue({ code: 'custom', message: 'must be a name of at most 100 characters' });
      return z.NEVER;
    }),
  reason: Reason,
  requestId: RequestId,
});
export type SupersedeCertificateRequest = z.infer<typeof SupersedeCertificateRequest>;

/** All that a stranger learns of a certificate. */
export const CertificateCheck = z.discriminatedUnion('valid', [
  z.strictObject({
    valid: z.literal(true),
    state: z.literal('ISSUED'),
    course: z.string(),
    date: z.string(),
    initials: z.string(),
  }),
  z.strictObject({
    valid: z.literal(false),
    state: z.enum(['REVOKED', 'SUPERSEDED']),
    course: z.string(),
    date: z.string(),
    initials: z.string(),
  }),
]);
export type CertificateCheck = z.infer<typeof CertificateCheck>;
