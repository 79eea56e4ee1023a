import { dayKey } from '../platform/day-key.ts';
import type { Certificate } from './schema.ts';
import { initialsOf } from './student-name.ts';
import type { CertificateCheck } from './wire.ts';

/** What a stranger with the serial learns: validity, course, date and initials, nothing else. */
export function checkOf(certificate: Certificate): CertificateCheck {
  const { state, courseTitle: course, issuedAt, timeZone, studentName } = certificate;
  const told = { course, date: dayKey(issuedAt, timeZone), initials: initialsOf(studentName) };
  return state === 'ISSUED' ? { valid: true, state, ...told } : { valid: false, state, ...told };
}
