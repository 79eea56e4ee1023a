import type { Course, PolicyVersion } from '../catalog/schema.ts';
import { canBecome, withDerivedStatuses } from '../enrollments/enrollment.ts';
import { totalCreditedSeconds } from '../enrollments/learning.ts';
import type { Enrollment } from '../enrollments/schema.ts';
import { boundedId } from '../platform/bounded-id.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import { yearsAfter } from '../platform/years.ts';
import { withLapsedLockLifted } from '../verification/identity-lock.ts';
import { type Achievement, refuseUnready } from './readiness.ts';
import type { Certificate, CertificateAction } from './schema.ts';

/** A registration is certified once, so its certificate bears its id: a second one would have the same name. */
export const firstCertificateId = (registrationId: Id): Id => boundedId(`certificate_${registrationId}`);

/** The name of the one that takes its place: `…`, `…_2`, `…_3`. Only one can. */
export function nextCertificateId(certificateId: Id): Id {
  const [, stem = certificateId, count = '1'] = /^(.*?)(?:_r(\d+))?$/.exec(certificateId) ?? [];
  return boundedId(`${stem}_r${Number(count) + 1}`);
}

export interface Issued {
  readonly kind: 'issued';
  readonly certificate: Certificate;
  readonly enrollment: Enrollment;
}

/** Certifies a completed course, and lifts a lock that has lapsed; or names every gate that is still closed. */
export function issue(input: {
  readonly achievement: Achievement;
  readonly course: Pick<Course, 'title'>;
  readonly policy: PolicyVersion;
  readonly schoolName: string;
  readonly serial: Id;
  readonly now: Date;
}): Issued | Refusal {
  const { achievement, course, policy, schoolName, serial, now } = input;
  const { studentName } = achievement;
  const enrollment = withLapsedLockLifted({ enrollment: achievement.enrollment, now });
  const refusal = refuseUnready({ achievement, now });
  if (refusal !== undefined) return refusal;
  const { completedAt } = enrollment;
  if (
    studentName === undefined ||
    completedAt === null ||
    !canBecome(enrollment.enrollmentStatus, 'CERTIFIED')
  )
    return refuse('ILLEGAL_TRANSITION');
  const { userId, courseId, registrationId, policyId, policyVersion, timeZone } = enrollment;
  const certificate: Certificate = {
    certificateId: firstCertificateId(registrationId),
    serial,
    state: 'ISSUED',
    ...{ userId, courseId, registrationId, policyId, policyVersion, timeZone },
    schoolName,
    courseTitle: course.title,
    policyTitle: policy.title,
    studentName,
    creditedSeconds: totalCreditedSeconds({ enrollment, openSessionSeconds: 0 }),
    completedAt,
    issuedAt: now,
    supersedes: null,
    supersededBy: null,
    revocation: null,
    supersession: null,
    retainUntil: yearsAfter({ from: now, years: policy.rules.retentionYears }),
  };
  const certified = withDerivedStatuses({ ...enrollment, enrollmentStatus: 'CERTIFIED', certifiedAt: now });
  return { kind: 'issued', certificate, enrollment: certified };
}

/** The certificate withdrawn for good; it stays where it is, and says so. */
export function revoke({
  certificate,
  action,
}: {
  certificate: Certificate | undefined;
  action: CertificateAction;
}): Certificate | Refusal {
  if (certificate === undefined) return refuse('CERTIFICATE_NOT_FOUND');
  if (certificate.state !== 'ISSUED') return refuse('CERTIFICATE_NOT_LIVE');
  return { ...certificate, state: 'REVOKED', revocation: action };
}

export interface Superseded {
  readonly kind: 'superseded';
  readonly old: Certificate;
  readonly successor: Certificate;
}

/** Another certificate in place of one whose name was wrong: same course, same hours, same day of completion. */
export function supersede(input: {
  readonly certificate: Certificate | undefined;
  readonly studentName: string;
  readonly serial: Id;
  readonly action: CertificateAction;
}): Superseded | Refusal {
  const { certificate, studentName, serial, action } = input;
  if (certificate === undefined) return refuse('CERTIFICATE_NOT_FOUND');
  if (certificate.state !== 'ISSUED') return refuse('CERTIFICATE_NOT_LIVE');
  const certificateId = nextCertificateId(certificate.certificateId);
  const successor: Certificate = {
    ...certificate,
    certificateId,
    serial,
    studentName,
    issuedAt: action.at,
    supersedes: certificate.certificateId,
  };
  const old: Certificate = {
    ...certificate,
    state: 'SUPERSEDED',
    supersededBy: certificateId,
    supersession: action,
  };
  return { kind: 'superseded', old, successor };
}
