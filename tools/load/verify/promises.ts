import type { DocumentData } from '../../../functions/src/commit/index.ts';
import type { Acknowledgement } from '../acknowledgement.ts';
import type { Value } from './finding.ts';

/** What must stand in a document because somebody was told so. */
export interface Promised {
  readonly document: string;
  readonly field: string;
  readonly expected: Value;
  readonly found: (data: DocumentData) => Value;
}

const SEQUENCE_DIGITS = 8;

const at = (data: DocumentData, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), data);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function valueAt(data: DocumentData, path: string): Value {
  const value = at(data, path);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === undefined || value === null ? null : String(value);
}

/** The field has this value. */
const is = (document: string, field: string, expected: Value): Promised => ({
  document,
  field,
  expected,
  found: data => valueAt(data, field),
});

/** The field is one of these, or holds a value as large at least. */
const fits = (
  document: string,
  { field, expected, isRight }: { field: string; expected: string; isRight: (value: Value) => boolean },
): Promised => ({
  document,
  field,
  expected,
  found: data => (isRight(valueAt(data, field)) ? expected : valueAt(data, field)),
});

const isThere = (document: string): Promised => ({
  document,
  field: '(all of it)',
  expected: 'there',
  found: () => 'there',
});

interface Key {
  readonly userId: string;
  readonly courseId: string;
}

const enrollmentOf = ({ userId, courseId }: Key) => `users/${userId}/courses/${courseId}`;
const sessionOf = (key: Key & { sessionId: string }) => `${enrollmentOf(key)}/sessions/${key.sessionId}`;
const attemptOf = (key: Key & { quizId: string; attemptId: string }) =>
  `${enrollmentOf(key)}/quizzes/${key.quizId}/attempts/${key.attemptId}`;
const entryOf = ({ authorizationId, entryId }: { authorizationId: string; entryId: string }) =>
  `authorizations/${authorizationId}/ledger/${entryId}`;
const reservationOf = (key: { authorizationId: string; reservationId: string }) =>
  `authorizations/${key.authorizationId}/reservations/${key.reservationId}`;

/** Where each acknowledgement must be found. Documents are named by their request, so one is there once or not at all. */
export function promisesOf(told: Acknowledgement): readonly Promised[] {
  switch (told.kind) {
    case 'enrolled':
      return [
        isThere(enrollmentOf(told)),
        is(`users/${told.userId}/requests/${told.requestId}`, 'receipt.operation', 'enroll'),
      ];
    case 'paid': {
      const entry = `${enrollmentOf(told)}/ledger/${told.paymentIntentId}`;
      return [is(entry, 'effect.paid', told.amount), is(entry, 'kind', 'payment')];
    }
    case 'refunded':
      return [is(`${enrollmentOf(told)}/ledger/${told.refundId}`, 'effect.refunded', told.amount)];
    case 'sessionStarted':
      return [is(sessionOf(told), 'sessionId', told.sessionId)];
    case 'heartbeat': {
      const eventId = String(told.sequence).padStart(SEQUENCE_DIGITS, '0');
      return [is(`${sessionOf(told)}/events/${eventId}`, 'totalSeconds', told.creditedSeconds)];
    }
    case 'sessionEnded':
      return [
        is(sessionOf(told), 'creditedSeconds', told.creditedSeconds),
        fits(sessionOf(told), { field: 'endedAt', expected: 'set', isRight: value => value !== null }),
      ];
    case 'lessonCompleted':
      return [
        fits(`${enrollmentOf(told)}/lessons/${told.lessonId}`, {
          field: 'completedAt',
          expected: 'set',
          isRight: value => value !== null,
        }),
      ];
    case 'attemptStarted':
      return [is(attemptOf(told), 'attemptNumber', told.attemptNumber)];
    case 'answersSaved':
      return [
        fits(attemptOf(told), {
          field: 'savedSequence',
          expected: `${told.sequence} or later`,
          isRight: value => typeof value === 'number' && value >= told.sequence,
        }),
      ];
    case 'attemptSubmitted':
      return [
        is(attemptOf(told), 'result.score', told.score),
        is(attemptOf(told), 'result.passed', told.passed),
      ];
    default:
      return drivingPromisesOf(told);
  }
}

type Driving = Extract<
  Acknowledgement,
  { kind: 'authorizationChanged' | 'unitsReserved' | 'unitsReleased' | 'unitsConsumed' }
>;

function drivingPromisesOf(told: Driving): readonly Promised[] {
  const { authorizationId } = told;
  switch (told.kind) {
    case 'authorizationChanged':
      return [
        fits(entryOf({ authorizationId, entryId: told.requestId }), {
          field: 'kind',
          expected: 'granted or changed',
          isRight: value => value === 'granted' || value === 'changed',
        }),
      ];
    case 'unitsReserved':
      return [
        is(reservationOf(told), 'units', told.units),
        is(entryOf({ authorizationId, entryId: told.reservationId }), 'effect.reserved', told.units),
      ];
    case 'unitsReleased':
      return [
        is(entryOf({ authorizationId, entryId: told.requestId }), 'reservationId', told.reservationId),
        fits(reservationOf(told), {
          field: 'state',
          expected: 'RELEASED or CONSUMED',
          isRight: value => value === 'RELEASED' || value === 'CONSUMED',
        }),
      ];
    case 'unitsConsumed':
      return [
        is(entryOf({ authorizationId, entryId: told.requestId }), 'effect.consumed', told.units),
        is(reservationOf(told), 'consumedUnits', told.units),
      ];
  }
}
