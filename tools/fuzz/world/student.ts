import { randomBytes, randomUUID } from 'node:crypto';
import { firstCertificateId } from '../../../functions/src/certificates/certificate.ts';
import { hashOfSecret } from '../../../functions/src/compliance/beacon-token.ts';
import { Id } from '../../../functions/src/platform/ids.ts';
import { registrationOf } from './enrollments.ts';

/** A student with an enrollment in every state, and the names of all that is theirs. */
export interface Student {
  readonly uid: Id;
  /** In the name of everything that is theirs. */
  readonly name: string;
  /** Stands in all that is private to the student: an answer to somebody else that holds it is a leak. */
  readonly canary: string;
  readonly paymentId: Id;
  readonly suspenseId: Id;
  readonly eventId: Id;
  readonly sessionId: Id;
  readonly beaconSecret: string;
  readonly beaconHash: string;
  readonly challengeId: Id;
  readonly settledChallengeId: Id;
  readonly attemptId: Id;
  readonly certificateId: Id;
  readonly serial: Id;
  readonly authorizationId: Id;
  readonly reservationId: Id;
  readonly grantId: Id;
}

/** @param paymentId of a payment that Stripe knows of */
export function newStudent({ paymentId, serial }: { paymentId: Id; serial: Id }): Student {
  const name = randomUUID().slice(0, 8);
  const named = (kind: string): Id => Id.parse(`${kind}-${name}`);
  const beaconSecret = randomBytes(32).toString('base64url');
  const uid = named('student');
  return {
    uid,
    name,
    canary: `canary-of-${name}`,
    paymentId,
    suspenseId: Id.parse(`pi_suspense_${name}`),
    eventId: Id.parse(`evt_parked_${name}`),
    sessionId: named('session'),
    beaconSecret,
    beaconHash: hashOfSecret(beaconSecret),
    challengeId: named('challenge'),
    settledChallengeId: named('settled'),
    attemptId: named('attempt'),
    certificateId: firstCertificateId(registrationOf({ uid, state: 'certified' })),
    serial,
    authorizationId: named('authorization'),
    reservationId: named('reservation'),
    grantId: named('grant'),
  };
}
