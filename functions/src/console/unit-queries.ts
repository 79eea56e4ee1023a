import type { Query } from '@google-cloud/firestore';
import { z } from 'zod';
import { firestore } from '../platform/firestore.ts';
import type { Id } from '../platform/ids.ts';
import { plainOf } from '../platform/plain.ts';
import { Authorization, Reservation } from '../units/schema.ts';

/** Driving lessons that start in a time, the first one first; of everybody where nobody is named. */
export async function lessonsBetween(input: {
  readonly from: Date;
  /** Not in it any more. */
  readonly to: Date;
  readonly instructorId: Id | undefined;
  readonly limit: number;
}): Promise<readonly Reservation[]> {
  const { from, to, instructorId, limit } = input;
  const all = firestore().collectionGroup('reservations');
  const ordered =
    instructorId === undefined
      ? all.orderBy('startsAt')
      : all.where('instructorId', '==', instructorId).orderBy('startsAt');
  const found = await ordered.startAt(from).endBefore(to).limit(limit).get();
  return z.array(Reservation).parse(found.docs.map(document => plainOf(document.data())));
}

/**
 * Of a student, of an instructor, or of the two with each other. Those that last longest come first: what a limit cuts off
 * ended before all that is there. Ended ones are asked for too, since an admin may prolong them.
 */
export async function authorizationsOf(input: {
  readonly studentId: Id | undefined;
  readonly instructorId: Id | undefined;
  readonly limit: number;
}): Promise<readonly Authorization[]> {
  const { studentId, instructorId, limit } = input;
  const ofStudent = (query: Query) =>
    studentId === undefined ? query : query.where('studentId', '==', studentId);
  const ofInstructor = (query: Query) =>
    instructorId === undefined ? query : query.where('instructorId', '==', instructorId);
  const found = await ofInstructor(ofStudent(firestore().collection('authorizations')))
    .orderBy('validTo', 'desc')
    .limit(limit)
    .get();
  return z.array(Authorization).parse(found.docs.map(document => plainOf(document.data())));
}
