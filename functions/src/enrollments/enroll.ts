import { seatsLeftOf } from '../catalog/seats.ts';
import { seatsDoc } from '../catalog/store.ts';
import {
  apply,
  type Command,
  create,
  fingerprintOf,
  lanes,
  toCreate,
  toExpectNew,
  toWrite,
  update,
} from '../commit/index.ts';
import { defineCallable } from '../platform/callable.ts';
import type { Id } from '../platform/ids.ts';
import { register } from './registration.ts';
import { countsOf } from './seat-gate.ts';
import { enrollmentDoc, ledgerEntryDoc, requestDoc } from './store.ts';
import { tuitionEntryId } from './tuition.ts';
import { type EnrollAnswer, EnrollOutcome, EnrollRequest } from './wire.ts';

/** Reads 3 (seats, enrollment, request), writes 4 (and the tuition). */
export function enrollCommand({
  userId,
  request,
}: {
  userId: Id;
  request: EnrollRequest;
}): Command<EnrollOutcome> {
  const { courseId, timeZone, requestId: registrationId } = request;
  const key = { userId, courseId };
  const seats = seatsDoc(courseId);
  const enrollment = enrollmentDoc(key);
  const tuition = ledgerEntryDoc({ accountPath: enrollment.path, entryId: tuitionEntryId(registrationId) });
  return {
    operation: 'enroll',
    aggregate: seats.path,
    receipt: {
      doc: requestDoc({ key, requestId: registrationId }),
      fingerprint: fingerprintOf('enroll', request),
    },
    loads: [toWrite(seats), toExpectNew(enrollment), toCreate(tuition)],
    outcomeSchema: EnrollOutcome,
    decide: view => {
      const result = register({
        request: { userId, courseId, registrationId, timeZone },
        seats: view.get(seats),
        existing: view.get(enrollment),
        now: view.now,
      });
      if (result.kind === 'refused') return result;
      const { enrollmentStatus, amountDue, currency } = result.enrollment;
      return apply({ enrollmentStatus, amountDue, currency, seatsLeft: seatsLeftOf(result.seats) }, [
        update(seats, countsOf(result.seats)),
        create(enrollment, result.enrollment),
        ...(result.tuition === undefined ? [] : [create(tuition, result.tuition)]),
      ]);
    },
  };
}

/** A seat in a course, or a place on its waiting list. */
export const enroll = defineCallable({
  name: 'enroll',
  request: EnrollRequest,
  handler: async ({ uid, data }): Promise<EnrollAnswer> => {
    const { outcome, replayed } = await lanes().submit(enrollCommand({ userId: uid, request: data }));
    return { ...outcome, replayed };
  },
});
