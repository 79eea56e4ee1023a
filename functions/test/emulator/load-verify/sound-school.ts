import '../payments/environment.ts';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Acknowledgement } from '../../../../tools/load/acknowledgement.ts';
import type { EnrollmentKey } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { completeLesson } from '../../../src/progress/complete-lesson.ts';
import type { QuizRecordKey } from '../../../src/quizzes/store.ts';
import { call } from '../call.ts';
import { beating, ending, starting as startingSession } from '../compliance/studying.ts';
import { pay, refundByStaff } from '../payments/paying.ts';
import { enrolled, newAdmin, PRICE } from '../payments/school.ts';
import { here } from '../payments/world.ts';
import { openExam, taking, uid, wait } from '../quizzes/exam-room.ts';
import { consuming, type Driving, granted, releasing, reserving } from '../units/driving.ts';

/** A small school in which everything has happened once, by the functions themselves, and all that was told of it. */
export interface School {
  /** Paid in three parts, of which one went back in part; an hour studied. */
  readonly payer: EnrollmentKey;
  readonly payments: readonly string[];
  readonly sessionId: string;
  /** Two attempts, the second passed. */
  readonly exam: QuizRecordKey;
  readonly attempts: readonly string[];
  /** One lesson driven, one given back, one to come. */
  readonly driving: Driving;
  readonly driven: string;
  readonly held: string;
  readonly told: readonly Acknowledgement[];
}

export async function openSoundSchool(): Promise<School> {
  const driving = await granted();
  const hours = await driveSome(driving);
  const exam = await openExam();
  const graded = [await taking(exam, 1), await taking(exam, 4)];
  const payer = await enrolled();
  const money = await payInParts(payer);
  const study = await studyAnHour(payer);
  return {
    payer,
    payments: money.payments,
    sessionId: study.sessionId,
    exam,
    attempts: graded.map(({ attemptId }) => attemptId),
    driving,
    driven: hours.driven,
    held: hours.held,
    told: [
      ...money.told,
      ...study.told,
      ...hours.told,
      ...graded.map(
        ({ attemptId, score, passed }): Acknowledgement => ({
          kind: 'attemptSubmitted',
          userId: uid,
          courseId: exam.courseId,
          quizId: exam.quizId,
          attemptId,
          score,
          passed,
        }),
      ),
    ],
  };
}

async function driveSome(driving: Driving) {
  const { authorizationId } = driving;
  const times = [25, 30, 35].map(hours => ({ hours, requestId: randomUUID() }));
  const [one, two, three] = await Promise.all(
    times.map(({ hours, requestId }) =>
      reserving(driving, { requestId, startsAt: inHours(hours), durationMinutes: 60 }),
    ),
  );
  if (!(one && two && three)) throw new Error('three lessons were held');
  const [consumed, released] = [randomUUID(), randomUUID()];
  await consuming(driving, { reservationId: one.reservationId, requestId: consumed });
  await releasing(driving, { reservationId: two.reservationId, requestId: released });
  const reservation = (reservationId: string) => ({ authorizationId, reservationId });
  const told: Acknowledgement[] = [
    ...[one, two, three].map(
      ({ reservationId }): Acknowledgement => ({
        kind: 'unitsReserved',
        ...reservation(reservationId),
        units: 1,
      }),
    ),
    { kind: 'unitsConsumed', ...reservation(one.reservationId), requestId: consumed, units: 1 },
    { kind: 'unitsReleased', ...reservation(two.reservationId), requestId: released },
  ];
  return { driven: one.reservationId, held: three.reservationId, told };
}

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

async function payInParts(key: EnrollmentKey) {
  const admin = await newAdmin();
  const payments: string[] = [];
  for (const amount of [20_000, 20_000, PRICE - 40_000]) payments.push(await pay(key, amount));
  await here().stripe.flush();
  const requestId = randomUUID();
  const [paymentId = ''] = payments;
  const { refundId } = await refundByStaff(key, { as: admin.uid, paymentId, amount: 5_000, requestId });
  await here().stripe.flush();
  const told = payments.map(
    (paymentIntentId, index): Acknowledgement => ({
      kind: 'paid',
      ...key,
      paymentIntentId,
      eventId: `evt_${index}`,
      amount: index === 2 ? PRICE - 40_000 : 20_000,
    }),
  );
  const refunded: Acknowledgement = {
    kind: 'refunded',
    ...key,
    requestId,
    refundId,
    paymentId,
    amount: 5_000,
  };
  return { payments, told: [...told, refunded] };
}

async function studyAnHour(key: EnrollmentKey) {
  const { sessionId } = await startingSession(key);
  const session = { ...key, sessionId };
  const told: Acknowledgement[] = [{ kind: 'sessionStarted', ...session }];
  for (const sequence of [1, 2, 3]) {
    wait({ seconds: 60 });
    const { creditedSeconds } = await beating(key, { sessionId, sequence });
    told.push({ kind: 'heartbeat', ...session, sequence, creditedSeconds });
  }
  const [lesson, ended] = [randomUUID(), randomUUID()];
  const data = { courseId: key.courseId, lessonId: 'signs', sessionId, requestId: lesson };
  await call(completeLesson, { uid: key.userId, data });
  const { creditedSeconds } = await ending(key, { sessionId, requestId: ended });
  told.push(
    { kind: 'lessonCompleted', ...session, requestId: lesson, lessonId: 'signs' },
    { kind: 'sessionEnded', ...session, requestId: ended, creditedSeconds },
  );
  return { sessionId, told };
}

/** The log of what was acknowledged, as the load's clients write it. */
export function logOf(told: readonly Acknowledgement[]): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'seatbelt-told-')), 'acknowledged.jsonl');
  writeFileSync(file, told.map(each => `${JSON.stringify(each)}\n`).join(''));
  return file;
}

/** A document as it was before somebody changed it past the functions. */
export async function withPlanted<T>(
  documents: Readonly<Record<string, object | null>>,
  work: () => Promise<T>,
): Promise<T> {
  const refs = Object.keys(documents).map(name => firestore().doc(name));
  const before = await Promise.all(refs.map(ref => ref.get()));
  try {
    for (const [name, data] of Object.entries(documents)) {
      const ref = firestore().doc(name);
      if (data === null) await ref.delete();
      else if ((await ref.get()).exists) await ref.update({ ...data });
      else await ref.set({ ...data });
    }
    return await work();
  } finally {
    for (const snapshot of before) {
      const data = snapshot.data();
      if (data === undefined) await snapshot.ref.delete();
      else await snapshot.ref.set(data);
    }
  }
}
