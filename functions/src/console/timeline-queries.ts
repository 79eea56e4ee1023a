import type { Query, QueryDocumentSnapshot, Timestamp } from '@google-cloud/firestore';
import { z } from 'zod';
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

/** Which part of a history: what happened before an instant, newest first. */
export interface Window {
  readonly before: Date | undefined;
  readonly limit: number;
}

/** What a collection has in a window: whole instants, so that nothing of a moment is left for a page that never comes. */
export interface Stretch<T> {
  readonly items: readonly T[];
  /** Whether there may be more before it. */
  readonly isCut: boolean;
}

/** No course has as many; one that has shows those of the first. */
const MAX_QUIZZES = 50;
/** Of one moment: a commit writes a handful. */
const MAX_OF_ONE_INSTANT = 500;
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
  const [ledger, sessions, challenges, adjustments, staffActions, quizzes, certificates] = await Promise.all([
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
    readQuizzes({ enrollment, window }),
    certificatesOf(enrollment.registrationId),
  ]);
  return { ledger, sessions, challenges, adjustments, staffActions, quizzes, certificates };
}

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

/** Anything that compares; the SDK's class is none of this room's to load. */
const InstantOf = z.custom<Timestamp>(
  value => typeof value === 'object' && value !== null && 'isEqual' in value,
);

const nothing: Stretch<never> = { items: [], isCut: false };

interface Reading<T> {
  readonly ordered: Query;
  /** The instant it is ordered by, newest first. */
  readonly field: string;
  readonly schema: z.ZodType<T>;
  readonly window: Window;
}

async function read<T extends object>({ ordered, field, schema, window }: Reading<T>): Promise<Stretch<T>> {
  const from = window.before === undefined ? ordered : ordered.startAfter(window.before);
  const { docs } = await from.limit(window.limit + 1).get();
  const parsed = (document: QueryDocumentSnapshot): T => schema.parse(plainOf(document.data()));
  const atOf = (document: QueryDocumentSnapshot): Timestamp => InstantOf.parse(document.get(field));
  const [last, lastShown] = [docs.at(window.limit), docs.at(window.limit - 1)];
  if (last === undefined || lastShown === undefined) return { items: docs.map(parsed), isCut: false };
  const at = atOf(last);
  if (!at.isEqual(atOf(lastShown))) return { items: docs.map(parsed), isCut: true };
  // The bound fell into one moment, and a page ends between two.
  const ofMoment = await ordered.startAt(at).endAt(at).limit(MAX_OF_ONE_INSTANT).get();
  const earlier = docs.filter(document => !at.isEqual(atOf(document)));
  return { items: [...earlier, ...ofMoment.docs].map(parsed), isCut: true };
}

/** What of each payment went back, in minor units; less what of that failed. */
export async function refundedOf({
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
      .limit(MAX_OF_ONE_INSTANT)
      .get();
    for (const document of found.docs) {
      const { paymentIntentId, effect } = LedgerEntry.parse(plainOf(document.data()));
      if (paymentIntentId !== null)
        sums.set(paymentIntentId, (sums.get(paymentIntentId) ?? 0) + effect.refunded);
    }
  }
  return sums;
}
