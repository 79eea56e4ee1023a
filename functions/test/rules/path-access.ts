import { INSTRUCTOR_UID, OWNER_UID, type Role } from './actors.ts';

export const OPERATIONS = ['get', 'list', 'create', 'update', 'delete'] as const;
export type Operation = (typeof OPERATIONS)[number];

export type Fields = Readonly<Record<string, unknown>>;

/** An equality that a list query asks for. */
export interface Filter {
  readonly field: string;
  readonly value: unknown;
}

/** One row of the matrix: a path, what lies there, and who may do what. What is not named is forbidden. */
export interface PathAccess {
  /** With placeholders, as in docs/access.md. */
  readonly path: string;
  readonly may: Readonly<Partial<Record<Operation, readonly Role[]>>>;
  /** What lies there, and what a create writes. */
  readonly fields?: Fields;
  /** What an update writes. */
  readonly change?: Fields;
  /** What a list must ask for, where the rule looks into the documents. */
  readonly filter?: Filter;
  /** The same for those who find their documents by another field. */
  readonly filterOf?: Readonly<Partial<Record<Role, Filter>>>;
}

/** Placeholder → the one document that the tests speak of. */
const PLACES: Readonly<Record<string, string>> = {
  uid: OWNER_UID,
  courseId: 'ohio-teen',
  lessonId: 'lesson-1',
  markId: 'session_1',
  quizId: 'final',
  policyId: 'ohio',
  version: '1',
  requestId: '0d4cf0b2-6a6c-4a3e-9a51-0d6f4f3f7c11',
  entryId: 'pi_1-payment',
  attemptId: 'attempt-1',
  allowanceId: 'allowance-1',
  sessionId: 'session-1',
  sequence: '0000000001',
  dayKey: '2026-03-08',
  adjustmentId: 'adjustment-1',
  actionId: 'action-1',
  challengeId: 'challenge-1',
  authorizationId: 'authorization-1',
  reservationId: 'reservation-1',
  calendarId: 'instructor-1_2026-03-08',
  certificateId: 'certificate-1',
  serial: 'OH-000001',
  paymentIntentId: 'pi_1',
  eventId: 'evt_1',
  paymentId: 'pi_lost',
  id: 'entry-1',
  chain: 'staff-0',
  runId: 'run-1',
  reportId: 'enroll_instance-1',
};

/** @returns the path with every placeholder filled in. @throws on a placeholder that nobody named above. */
export function documentPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const place = PLACES[name];
    if (place === undefined) throw new Error(`No document id is named for ${placeholder} in ${path}`);
    return place;
  });
}

/** @returns the path of the collection that a document lies in. */
export const collectionPath = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** Both parties of an authorization, as its documents name them. */
export const PARTIES = { studentId: OWNER_UID, instructorId: INSTRUCTOR_UID } as const;
