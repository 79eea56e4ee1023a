import type { Classification } from './classification.ts';
import { type ErrorShape, textOf } from './error-shape.ts';

/**
 * The seventeen gRPC status codes (google.rpc.Code; grpc.io, «Status codes and their use in gRPC») without OK.
 * Firebase uses the same list under lower-case names.
 *
 * Which codes leave the outcome open was measured: a proxy turned the OK of a landed commit into each of them
 * (functions/test/simulation/fault-proxy.test.ts holds that table).
 */
const rows: readonly { code: number; name: string; means: Classification }[] = [
  // Ends a call from either side at any moment, so also after the commit. Not in the list of codes that are
  // safe to repeat blindly.
  { code: 1, name: 'cancelled', means: { kind: 'unknownOutcome', reason: 'cancelled', retry: 'withId' } },
  // Raised by proxies and by a server that lost its own error; seen after a landed commit.
  { code: 2, name: 'unknown', means: { kind: 'unknownOutcome', reason: 'unknown', retry: 'withId' } },
  // «Problematic regardless of the state of the system.» Two of its messages mean something else, see below.
  {
    code: 3,
    name: 'invalid-argument',
    means: { kind: 'permanent', reason: 'invalidArgument', retry: 'never' },
  },
  // google.rpc.Code: «may be returned even if the operation has completed successfully».
  {
    code: 4,
    name: 'deadline-exceeded',
    means: { kind: 'unknownOutcome', reason: 'timeout', retry: 'always' },
  },
  { code: 5, name: 'not-found', means: { kind: 'permanent', reason: 'notFound', retry: 'never' } },
  // A create met an existing document: a duplicate, or our own commit whose answer was lost. Only loading tells.
  {
    code: 6,
    name: 'already-exists',
    means: { kind: 'conflict', reason: 'alreadyExists', retry: 'afterReload' },
  },
  {
    code: 7,
    name: 'permission-denied',
    means: { kind: 'permanent', reason: 'permissionDenied', retry: 'never' },
  },
  // Quota or overload. Google's own client waits about a minute; repeating fast keeps the quota empty.
  {
    code: 8,
    name: 'resource-exhausted',
    means: { kind: 'exhausted', reason: 'resourceExhausted', retry: 'long' },
  },
  // A lastUpdateTime no longer matches. google.rpc.Code: do not retry until the state has been fixed.
  {
    code: 9,
    name: 'failed-precondition',
    means: { kind: 'conflict', reason: 'failedPrecondition', retry: 'afterReload' },
  },
  // Lock contention (emulator: after 2 s, production: after 20 s). google.rpc.Code: retry at a higher level.
  { code: 10, name: 'aborted', means: { kind: 'conflict', reason: 'aborted', retry: 'always' } },
  { code: 11, name: 'out-of-range', means: { kind: 'permanent', reason: 'outOfRange', retry: 'never' } },
  { code: 12, name: 'unimplemented', means: { kind: 'permanent', reason: 'unimplemented', retry: 'never' } },
  // A server's bug or a broken stream (RST_STREAM reaches the client as INTERNAL), also after a landed commit.
  { code: 13, name: 'internal', means: { kind: 'unknownOutcome', reason: 'internal', retry: 'withId' } },
  // «Most likely transient»; but also what a client reports when the connection breaks under an answer.
  {
    code: 14,
    name: 'unavailable',
    means: { kind: 'unknownOutcome', reason: 'unavailable', retry: 'always' },
  },
  { code: 15, name: 'data-loss', means: { kind: 'permanent', reason: 'dataLoss', retry: 'never' } },
  // Our own credential: expired, or not fetched yet. It can expire between a commit and its answer, and is renewed by
  // itself; a right that we do not have at all is PERMISSION_DENIED.
  {
    code: 16,
    name: 'unauthenticated',
    means: { kind: 'unknownOutcome', reason: 'unauthenticated', retry: 'withId' },
  },
];

const byCode = new Map(rows.map(row => [row.code, row.means]));
const byName = new Map(rows.map(row => [row.name, row.means]));

/** Codes of the Firebase Admin and client SDKs beyond gRPC's names (Firebase reference, «error codes»). */
const firebaseNames = new Map<string, Classification>([
  ['network-error', { kind: 'unknownOutcome', reason: 'connectionLost', retry: 'always' }],
  ['network-request-failed', { kind: 'unknownOutcome', reason: 'connectionLost', retry: 'always' }],
  ['network-timeout', { kind: 'unknownOutcome', reason: 'timeout', retry: 'always' }],
  ['too-many-requests', { kind: 'exhausted', reason: 'rateLimited', retry: 'long' }],
  ['quota-exceeded', { kind: 'exhausted', reason: 'resourceExhausted', retry: 'long' }],
  ['internal-error', { kind: 'unknownOutcome', reason: 'internal', retry: 'withId' }],
  ['server-unavailable', { kind: 'unknownOutcome', reason: 'unavailable', retry: 'always' }],
]);

/**
 * INVALID_ARGUMENT that only says the transaction is no longer there. The SDK had repeated a commit whose
 * answer was lost, so the first one may have landed. First two wordings: emulator; last: production.
 */
const transactionGone = /transaction (has expired|is invalid or closed|no longer valid)/i;

/** RESOURCE_EXHAUSTED from the message size check of gRPC: the same bytes will never fit. */
const messageTooLarge = /message (exceeds maximum size|larger than max)/i;

/** Classifies gRPC's numeric codes and Firebase's named ones (`'unavailable'`, `'firestore/unavailable'`). */
export function classifyStatusCode(error: ErrorShape): Classification | undefined {
  // A DOMException's numeric code is from a list of its own: its 8 is «not found».
  if (Object.prototype.toString.call(error) === '[object DOMException]') return undefined;
  const listed = lookUp(error['code']);
  if (listed === undefined) return undefined;
  const message = textOf(error['message']);
  if (listed.reason === 'invalidArgument' && transactionGone.test(message)) {
    return { kind: 'unknownOutcome', reason: 'transactionGone', retry: 'withId' };
  }
  if (listed.reason === 'resourceExhausted' && messageTooLarge.test(message)) {
    return { kind: 'permanent', reason: 'requestTooLarge', retry: 'never' };
  }
  return listed;
}

function lookUp(code: unknown): Classification | undefined {
  if (typeof code === 'number') return byCode.get(code);
  if (typeof code !== 'string') return undefined;
  const name = code
    .slice(code.lastIndexOf('/') + 1)
    .toLowerCase()
    .replaceAll('_', '-');
  return byName.get(name) ?? firebaseNames.get(name);
}
