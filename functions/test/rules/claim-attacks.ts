import { INSTRUCTOR_UID } from './actors.ts';
import type { BrowserAttempt } from './browser-attempt.ts';
import { documentPath } from './path-access.ts';
import type { Browser } from './rules-world.ts';

const forgedClaims: readonly BrowserAttempt[] = [
  { role: ['admin'] },
  { role: { admin: true } },
  { role: 'Admin' },
  { role: 'admin ' },
  { role: true },
  { role: null },
  { admin: true },
  { roles: ['admin'] },
].map(claims => ({
  name: `a token with ${JSON.stringify(claims)} reads money in suspense`,
  as: { uid: 'student-forger', claims },
  run: browser => browser.doc(documentPath('suspense/{paymentId}')).get(),
}));

const authorization = documentPath('authorizations/{authorizationId}');
const reservation = documentPath('authorizations/{authorizationId}/reservations/{reservationId}');

const instructors: readonly BrowserAttempt[] = [authorization, reservation].flatMap(path => [
  {
    name: `an instructor of other students reads ${path}`,
    as: { uid: 'instructor-of-others', claims: { role: 'instructor' } },
    run: (browser: Browser) => browser.doc(path).get(),
  },
  {
    name: `a dismissed instructor reads ${path}`,
    as: { uid: INSTRUCTOR_UID, claims: { role: 'student' } },
    run: (browser: Browser) => browser.doc(path).get(),
  },
]);

/** Tokens that look like staff's, and staff's that do not reach this document. */
export const CLAIM_ATTACKS: readonly BrowserAttempt[] = [...forgedClaims, ...instructors];
