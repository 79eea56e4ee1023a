import type { Seats } from '../../functions/src/catalog/schema.ts';
import { seatsDoc } from '../../functions/src/catalog/store.ts';
import { readDocument } from '../../functions/src/commit/index.ts';
import type { EnrollmentStatus } from '../../functions/src/enrollments/schema.ts';
import { holdsSeat, seatsEqualEnrollments } from '../../functions/src/enrollments/seat-gate.ts';
import { enrollmentDoc, requestDoc } from '../../functions/src/enrollments/store.ts';
import { EnrollOutcome } from '../../functions/src/enrollments/wire.ts';
import { firestore } from '../../functions/src/platform/firestore.ts';
import { Id } from '../../functions/src/platform/ids.ts';
import type { Sample, Work } from './protocol.ts';
import { applicantOf } from './subjects/applicant.ts';

/** What the documents say after a rush. */
export type Rush = {
  seats: Seats;
  statuses: readonly EnrollmentStatus[];
  /** The answer that the commit of each enrollment stored beside it. */
  receipts: readonly EnrollOutcome[];
  /** How many callers were told that they have a seat or a place in the queue. */
  promised: number;
};

export type SeatCount = {
  /** Callers who were promised something that is not stored. */
  missing: number;
  /** Seats that were given to more than one student, or never existed. */
  soldTwice: number;
  /** Whether the gate's counts are its enrollments' own. */
  isExact: boolean;
};

/**
 * Every commit that gave a seat stored how many were left after it. So the receipts tell every version that the
 * gate has been through: each number of seats left once, from all but one down to none.
 */
export function seatCount({ seats, statuses, receipts, promised }: Rush): SeatCount {
  const left = receipts
    .filter(({ enrollmentStatus }) => holdsSeat(enrollmentStatus))
    .map(({ seatsLeft }) => seatsLeft);
  const repeated = left.length - new Set(left).size;
  return {
    missing: Math.max(0, promised - statuses.length),
    soldTwice: repeated + Math.max(0, seats.taken - seats.capacity),
    isExact: seatsEqualEnrollments(seats, statuses),
  };
}

export async function seatsTaken(courseId: string): Promise<number> {
  const seats = await readDocument(seatsDoc(Id.parse(courseId)));
  return seats?.taken ?? 0;
}

/** Reads the gate, the enrollment of every student who asked, and the receipt of every request. */
export async function readRush(input: { work: Work; samples: readonly Sample[] }): Promise<Rush> {
  const { work, samples } = input;
  const courseId = Id.parse(work.courseId);
  const keys = Array.from({ length: work.count }, (_, offset) => {
    const { userId, requestId } = applicantOf({ userId: work.userId, index: work.first + offset });
    return { key: { userId, courseId }, requestId };
  });
  const seats = await readDocument(seatsDoc(courseId));
  if (seats === undefined) throw new Error(`${work.courseId} has no seats to count`);
  const enrollments = await readAll(keys.map(({ key }) => enrollmentDoc(key).path));
  const requests = await readAll(keys.map(each => requestDoc(each).path));
  const promised = samples.filter(sample => sample.kind === 'answered' && sample.answer !== 'SOLD_OUT');
  return {
    seats,
    statuses: enrollments.map(document => document.get('enrollmentStatus')),
    receipts: requests.map(document => EnrollOutcome.parse(document.get('receipt.outcome'))),
    promised: promised.length,
  };
}

/** Those of the documents that exist. */
async function readAll(paths: readonly string[]) {
  const documents = await firestore().getAll(...paths.map(path => firestore().doc(path)));
  return documents.filter(document => document.exists);
}
