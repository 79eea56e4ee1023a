import type { AuditRecord } from '../../../src/audit/schema.ts';
import { auditRecordDoc } from '../../../src/audit/store.ts';
import { quizDoc } from '../../../src/catalog/store.ts';
import { firstCertificateId } from '../../../src/certificates/certificate.ts';
import { certificateDoc } from '../../../src/certificates/store.ts';
import { sessionDoc } from '../../../src/compliance/store.ts';
import { timeAdjustmentDoc } from '../../../src/enrollments/adjustment.ts';
import { noEffect } from '../../../src/enrollments/balance.ts';
import type { Enrollment, LedgerEntry } from '../../../src/enrollments/schema.ts';
import { enrollmentDoc, ledgerEntryDoc } from '../../../src/enrollments/store.ts';
import { Id } from '../../../src/platform/ids.ts';
import { quizAllowanceDoc, quizAttemptDoc, quizRecordDoc } from '../../../src/quizzes/store.ts';
import { challengeDoc, staffActionDoc } from '../../../src/verification/store.ts';
import { someCertificate } from '../../fixtures/achievement.ts';
import { finalExam, someAttempt, someRecord } from '../../fixtures/attempt.ts';
import { someChallenge } from '../../fixtures/identity-checks.ts';
import { openSession } from '../../fixtures/open-session.ts';
import { enrolled, newId, put } from './world.ts';

const id = (text: string): Id => Id.parse(text);
const by = id('admin-1');
const reason = 'asked for at the desk';

/** @param minute of one hour */
export const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 10, 14, minute));

export const paid = ({
  minute,
  ...changes
}: Partial<LedgerEntry> & { entryId: Id; minute: number }): LedgerEntry => ({
  kind: 'payment',
  amount: 20_000,
  currency: 'usd',
  paymentIntentId: id('pi_1'),
  effect: noEffect,
  recordedAt: at(minute),
  ...changes,
});

export const booked = (key: Enrollment, entry: LedgerEntry): Promise<void> =>
  put(ledgerEntryDoc({ accountPath: enrollmentDoc(key).path, entryId: entry.entryId }), entry);

/** A refund that was asked for, as the audit log tells it. */
export async function refundTold(
  { userId, courseId }: Pick<Enrollment, 'userId' | 'courseId'>,
  changes: Partial<AuditRecord> & { minute: number },
): Promise<Id> {
  const { minute, ...rest } = changes;
  const entryId = newId('told');
  const hash = '0'.repeat(64);
  await put(auditRecordDoc(entryId), {
    ...{
      entryId,
      chain: id('staff-0'),
      at: at(minute),
      action: 'refundPayment',
      requestId: newId('request'),
    },
    ...{ actor: { uid: by, role: 'admin' }, subject: { userId, courseId, document: null }, reason },
    ...{ outcome: 'applied', refusal: null, before: null, after: null },
    ...{ position: 1, previousHash: hash, hash },
    ...rest,
  });
  return entryId;
}

/** Something of every kind, each in its own minute from the tuition on. */
export async function eventful(): Promise<Enrollment> {
  const key = await enrolled({ amountPaid: 20_000, amountRefunded: 5_000 });
  const { userId, courseId, registrationId } = key;
  const exam = { userId, courseId, quizId: finalExam };
  await booked(key, paid({ entryId: id('tuition_1'), kind: 'tuition', paymentIntentId: null, minute: 0 }));
  await booked(key, paid({ entryId: id('pi_1'), effect: { ...noEffect, paid: 20_000 }, minute: 1 }));
  await put(sessionDoc({ ...exam, sessionId: id('s-1') }), {
    ...openSession({ sessionId: id('s-1'), userId, courseId, startedAt: at(2), endedAt: at(30) }),
    ...{ state: 'TERMINATED', endReason: 'student', creditedSeconds: 1_680, staleAt: null },
  });
  await put(challengeDoc({ ...exam, challengeId: id('c-1') }), {
    ...someChallenge({ challengeId: id('c-1'), issuedAt: at(3), settledAt: at(4) }),
    state: 'INCORRECT',
  });
  await put(staffActionDoc({ ...exam, actionId: id('a-1') }), {
    ...{ actionId: id('a-1'), kind: 'unlockEnrollment', by, reason, at: at(5) },
    ...{ challengeId: null, from: 'failedChecks', to: null },
  });
  await put(quizDoc(exam), { quizId: finalExam, title: 'Final exam', poolSize: 4, revision: 1 });
  await put(quizRecordDoc(exam), someRecord({ attemptsVoided: 1 }));
  await put(quizAttemptDoc({ ...exam, attemptId: id('q-1') }), {
    ...someAttempt({ attemptId: id('q-1'), startedAt: at(6), voided: { by, reason, at: at(7) } }),
    ...{ state: 'VOIDED', result: { score: 3, maxScore: 4, percent: 75, passed: true } },
  });
  await put(quizAllowanceDoc({ ...exam, allowanceId: id('w-1') }), {
    ...{ allowanceId: id('w-1'), extraAttempts: 1, extraSeconds: 0, by, reason, at: at(8) },
  });
  await put(timeAdjustmentDoc({ ...exam, adjustmentId: id('t-1') }), {
    ...{ adjustmentId: id('t-1'), seconds: -600, cause: 'returnToLastVerified', at: at(9) },
  });
  const certificateId = firstCertificateId(registrationId);
  await put(certificateDoc(certificateId), {
    ...someCertificate({ certificateId, userId, registrationId, issuedAt: at(10), state: 'REVOKED' }),
    revocation: { by, reason, at: at(11) },
  });
  await booked(
    key,
    paid({
      entryId: id('re_1'),
      kind: 'refund',
      amount: 5_000,
      effect: { ...noEffect, refunded: 5_000 },
      minute: 12,
    }),
  );
  return key;
}
