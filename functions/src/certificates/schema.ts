import { z } from 'zod';
import { Id } from '../platform/ids.ts';

export const CertificateState = z.enum(['ISSUED', 'REVOKED', 'SUPERSEDED']);
export type CertificateState = z.infer<typeof CertificateState>;

/** What staff did to a certificate, and why. */
export const CertificateAction = z.object({ by: Id, reason: z.string().max(500), at: z.date() });
export type CertificateAction = z.infer<typeof CertificateAction>;

/** `certificates/{certificateId}`: what was certified, as it was on that day. */
export const Certificate = z.object({
  certificateId: Id,
  serial: Id,
  state: CertificateState,
  userId: Id,
  courseId: Id,
  registrationId: Id,
  schoolName: z.string().max(200),
  courseTitle: z.string().max(200),
  policyId: Id,
  policyVersion: z.int().positive(),
  policyTitle: z.string().max(200),
  studentName: z.string().min(1).max(100),
  creditedSeconds: z.int().min(0),
  completedAt: z.date(),
  issuedAt: z.date(),
  timeZone: z.string(),
  supersedes: Id.nullable(),
  supersededBy: Id.nullable(),
  revocation: CertificateAction.nullable(),
  /** Why another one took its place; its address stays, and says so. */
  supersession: CertificateAction.nullable(),
  retainUntil: z.date(),
});
export type Certificate = z.infer<typeof Certificate>;

/** `certificateSerials/{serial}`: makes a serial unique, and finds its certificate. */
export const CertificateSerial = z.object({ certificateId: Id });
export type CertificateSerial = z.infer<typeof CertificateSerial>;
