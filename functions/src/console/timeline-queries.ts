import { z } from 'zod';
import { AuditRecord } from '../audit/schema.ts';
import { certificatesOf } from '../certificates/queries.ts';
import type { Certificate } from '../certificates/schema.ts';
import { Session } from '../compliance/schema.ts';
import { TimeAdjustment } from '../enrollments/adjustment.ts';
import { type Enrollment, LedgerEntry } from '../enrollments/schema.ts';
import { enrollmentDoc } from '../enrollments/store.ts';
import { firestore } from '../platform/firestore.ts';
import type { Id } from '../platform/ids.ts';
import { plainOf } from '../platform/plain.ts';
import { QuizAllowance, QuizAttempt, QuizRecord } from '../quizzes/schema.ts';
import { type QuizRecordKey, quizRecordDoc } from '../quizzes/store.ts';
import { Challenge, StaffAction } from '../verification/schema.ts';
import { nothing, read, type Stretch, type Window } from './stretch.ts';

/** No course has as many; one that has shows those of the first. */
const MAX_QUIZZES = 50;
/** Of thirty payments: each has a handful. */
const MAX_ENTRIES = 500;
/** Firestore's bound for `in`. */
const MAX_IN = 30;

export interface QuizHistory {
  readonly record: QuizRecord;
  readonly attempts: Stretch<QuizAttempt>;
  readonly voided: Stretch<QuizAttempt>;
  readonly allowances: Stretch<QuizAllowance>;
}

export interface History {
  readonly ledger: Stretch<LedgerEntry>;
  readonly sessions: Stretch<Session>;
  readonly challenges: Stretch<Challenge>;
  readonly adjustments: Stretch<TimeAdjustment>;
  readonly staffActions: Stretch<StaffAction>;
  /** What money was asked back with: the ledger has the refund, but neither who asked nor why. */
  readonly refundRequests: Stretch<AuditRecord>;
  readonly quizzes: readonly QuizHistory[];
  /** All of them; they are few. */
  readonly certificates: readonly Certificate[];
}

/** One more than `limit` of each kind at most, besides what happened in the very same millisecond. */
export async function readHistory({
  enrollment,
  window,
}: {
  enrollment: Enrollment;
  window: Window;
}): Promise<History> {
  const below = enrollmentDoc(enrollment).path;
  const db = firestore();
  const [ledger, sessions, challenges, adjustments, staffActions, refundRequests, quizzes, certificates] =
    await Promise.all([
      read({
        ordered: db.collection(`${below}/ledger`).orderBy('recordedAt', 'desc'),
        field: 'recordedAt',
        schema: LedgerEntry,
        window,
      }),
      read({
        ordered: db.collection(`${below}/sessions`).orderBy('startedAt', 'desc'),
        field: 'startedAt',
        schema: Session,
        window,
      }),
      read({
        ordered: db.collection(`${below}/challenges`).orderBy('issuedAt', 'desc'),
        field: 'issuedAt',
        schema: Challenge,
        window,
      }),
      read({
        ordered: db.collection(`${below}/adjustments`).orderBy('at', 'desc'),
        field: 'at',
        schema: TimeAdjustment,
        window,
      }),
      read({
        ordered: db.collection(`${below}/staffActions`).orderBy('at', 'desc'),
        field: 'at',
        schema: StaffAction,
        window,
      }),
      readRefundRequests({ enrollment, window }),
      readQuizzes({ enrollment, window }),
      certificatesOf(enrollment.registrationId),
    ]);
  return {
    ...{ ledger, sessions, challenges, adjustments, staffActions, refundRequests },
    ...{ quizzes, certificates },
  };
}

/** Those that were granted. Of the whole audit log the only records that admins are shown, as of all staff actions. */
const readRefundRequests = ({
  enrollment: { userId, courseId },
  window,
}: {
  enrollment: Enrollment;
  window: Window;
}): Promise<Stretch<AuditRecord>> =>
  read({
    ordered: firestore()
      .collection('auditLog')
      .where('subject.userId', '==', userId)
      .where('subject.courseId', '==', courseId)
      .where('action', '==', 'refundPayment')
      .where('outcome', '==', 'applied')
      .orderBy('at', 'desc'),
    field: 'at',
    schema: AuditRecord,
    window,
  });

async function readQuizzes({
  enrollment,
  window,
}: {
  enrollment: Enrollment;
  window: Window;
}): Promise<readonly QuizHistory[]> {
  const found = await firestore()
    .collection(`${enrollmentDoc(enrollment).path}/quizzes`)
    .limit(MAX_QUIZZES)
    .get();
  const records = z.array(QuizRecord).parse(found.docs.map(document => plainOf(document.data())));
  const { userId, courseId } = enrollment;
  return Promise.all(
    records.map(record => readQuiz({ record, key: { userId, courseId, quizId: record.quizId }, window })),
  );
}

async function readQuiz(input: {
  record: QuizRecord;
  key: QuizRecordKey;
  window: Window;
}): Promise<QuizHistory> {
  const { record, key, window } = input;
  const { path } = quizRecordDoc(key);
  const attempts = () => firestore().collection(`${path}/attempts`);
  const [started, voided, allowances] = await Promise.all([
    read({
      ordered: attempts().orderBy('startedAt', 'desc'),
      field: 'startedAt',
      schema: QuizAttempt,
      window,
    }),
    record.attemptsVoided === 0
      ? nothing
      : read({
          ordered: attempts().orderBy('voided.at', 'desc'),
          field: 'voided.at',
          schema: QuizAttempt,
          window,
        }),
    read({
      ordered: firestore().collection(`${path}/allowances`).orderBy('at', 'desc'),
      field: 'at',
      schema: QuizAllowance,
      window,
    }),
  ]);
  return { record, attempts: started, voided, allowances };
}

/** What of each payment is the student's or the bank's by now, in minor units: what went back or is disputed. */
export async function goneOf({
  enrollment,
  paymentIntentIds,
}: {
  enrollment: Enrollment;
  paymentIntentIds: readonly Id[];
}): Promise<ReadonlyMap<Id, number>> {
  const sums = new Map<Id, number>();
  for (let start = 0; start < paymentIntentIds.length; start += MAX_IN) {
    const found = await firestore()
      .collection(`${enrollmentDoc(enrollment).path}/ledger`)
      .where('paymentIntentId', 'in', paymentIntentIds.slice(start, start + MAX_IN))
      .limit(MAX_ENTRIES)
      .get();
    for (const document of found.docs) {
      const { paymentIntentId, effect } = LedgerEntry.parse(plainOf(document.data()));
      if (paymentIntentId !== null)
        sums.set(paymentIntentId, (sums.get(paymentIntentId) ?? 0) + effect.refunded + effect.disputed);
    }
  }
  return sums;
}
