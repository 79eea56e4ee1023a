import { courseDoc } from '../catalog/store.ts';
import {
  apply,
  type Command,
  create,
  type Decision,
  fingerprintOf,
  lanes,
  toGuard,
  toWrite,
  untilFresh,
  update,
} from '../commit/index.ts';
import { type Pins, pinsOf } from '../enrollments/pins.ts';
import { type EnrollmentKey, enrollmentDoc, requestDoc } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import { systemChance } from '../platform/chance.ts';
import { systemClock } from '../platform/clock.ts';
import { schoolName } from '../platform/environment.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, RefusalError, refuse } from '../platform/refusal.ts';
import { quizRecordDoc } from '../quizzes/store.ts';
import { firstCertificateId, issue } from './certificate.ts';
import { profileDoc } from './profile.ts';
import { latestCertificateOf } from './queries.ts';
import { readAchievement } from './read-achievement.ts';
import { refuseUnready } from './readiness.ts';
import type { Certificate } from './schema.ts';
import { newSerial } from './serial.ts';
import { certificateDoc, certificateSerialDoc } from './store.ts';
import { printableName } from './student-name.ts';
import { type IssueCertificateAnswer, IssueCertificateRequest, IssuedCertificate } from './wire.ts';

interface IssueInput {
  readonly key: EnrollmentKey;
  readonly requestId: Id;
  readonly pins: Pins;
  /** The certificate that is there already, to be handed out again. */
  readonly latest: Certificate | undefined;
  readonly serial: Id;
  readonly schoolName: string;
}

/**
 * Reads 5 and one for each exam, all of them again for the deciding commit, which guards them, since others may change
 * what it rests on; writes 4 (certificate, serial, enrollment, request) and guards course, profile and each exam.
 */
export function issueCommand(input: IssueInput): Command<IssuedCertificate> {
  const { key, requestId, pins, latest, serial } = input;
  const enrollment = enrollmentDoc(key);
  const course = courseDoc(key.courseId);
  const profile = profileDoc(key.userId);
  const exams = pins.policy.rules.exams.map(({ quizId }) => quizId);
  const records = exams.map(quizId => ({ quizId, doc: quizRecordDoc({ ...key, quizId }) }));
  const certificate = certificateDoc(latest?.certificateId ?? firstCertificateId(pins.registrationId));
  const serialEntry = certificateSerialDoc(serial);
  const guarded = [course, profile, ...records.map(({ doc }) => doc)].map(toGuard);
  const toIssue = [enrollment, serialEntry].map(toWrite);
  return {
    operation: 'issueCertificate',
    aggregate: enrollment.path,
    receipt: {
      doc: requestDoc({ key, requestId }),
      fingerprint: fingerprintOf('issueCertificate', { ...key, requestId }),
    },
    loads: [toWrite(certificate), ...(latest === undefined ? [...toIssue, ...guarded] : [])],
    outcomeSchema: IssuedCertificate,
    decide: (view): Decision<IssuedCertificate> => {
      const existing = view.get(certificate);
      if (existing !== undefined) return handOut(existing);
      // Somebody's certificates are never deleted; and a serial that is taken takes another try with another one.
      if (latest !== undefined || view.get(serialEntry) !== undefined) return refuse('STALE_READ');
      const current = view.get(enrollment);
      if (current === undefined) return refuse('ENROLLMENT_NOT_FOUND');
      const outline = view.get(course);
      if (outline === undefined) return refuse('COURSE_NOT_FOUND');
      const issued = issue({
        achievement: {
          enrollment: current,
          course: outline,
          rules: pins.policy.rules,
          quizRecords: new Map(records.map(({ quizId, doc }) => [quizId, view.get(doc)])),
          studentName: printableName(view.get(profile)?.displayName),
        },
        course: outline,
        policy: pins.policy,
        schoolName: input.schoolName,
        serial,
        now: view.now,
      });
      if (issued.kind === 'refused') return issued;
      const { certificateId } = issued.certificate;
      return apply({ certificateId, serial }, [
        create(certificate, issued.certificate),
        create(serialEntry, { certificateId }),
        update(enrollment, issued.enrollment),
      ]);
    },
  };
}

/** What is issued is issued: whoever asks again gets the same one. */
function handOut({ certificateId, serial, state }: Certificate): Decision<IssuedCertificate> | Refusal {
  switch (state) {
    case 'ISSUED':
      return apply({ certificateId, serial }, []);
    case 'REVOKED':
      return refuse('CERTIFICATE_NOT_LIVE');
    case 'SUPERSEDED':
      return refuse('STALE_READ');
  }
}

/** Certifies the caller's course, or tells everything that is still missing. */
export const issueCertificate = defineCallable({
  name: 'issueCertificate',
  request: IssueCertificateRequest,
  handler: async ({ uid, data }): Promise<IssueCertificateAnswer> => {
    const { courseId, requestId } = data;
    const key = { userId: uid, courseId };
    const pins = await pinsOf(key);
    const { outcome, replayed } = await untilFresh({
      work: async () => {
        const latest = await latestCertificateOf(pins.registrationId);
        if (latest === undefined) await refuseEarly({ key, pins });
        const { serialPrefix: prefix } = pins.policy.rules.certificate;
        const serial = newSerial({ prefix, draw: systemChance.integerBelow });
        return lanes().submit(
          issueCommand({ key, requestId, pins, latest, serial, schoolName: schoolName.value() }),
        );
      },
    });
    return { ...outcome, replayed };
  },
});

/** Most who ask too early are told so without a commit that holds on to what others are just writing. */
async function refuseEarly({ key, pins }: { key: EnrollmentKey; pins: Pins }): Promise<void> {
  const achievement = await readAchievement({ key, rules: pins.policy.rules });
  const refusal = refuseUnready({ achievement, now: systemClock.now() });
  const isCertified = achievement.enrollment.enrollmentStatus === 'CERTIFIED';
  // Certified just now by another tab: the command finds that tab's certificate.
  if (refusal !== undefined && !isCertified) throw new RefusalError(refusal);
}
