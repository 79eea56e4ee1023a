import type { Classification } from './classification.ts';
import { type ErrorShape, textOf } from './error-shape.ts';

const notConnected: Classification = { kind: 'transient', reason: 'notConnected', retry: 'always' };
const connectionLost: Classification = { kind: 'unknownOutcome', reason: 'connectionLost', retry: 'always' };
const timeout: Classification = { kind: 'unknownOutcome', reason: 'timeout', retry: 'always' };
const cancelled: Classification = { kind: 'unknownOutcome', reason: 'cancelled', retry: 'never' };

/** System errors (Node.js documentation, «Common system errors»; errno(3)) and undici's (`UND_ERR_*`). */
const byCode = new Map<string, Classification>([
  // No connection was made, so the server saw nothing.
  ['ENOTFOUND', notConnected],
  ['EAI_AGAIN', notConnected],
  ['ECONNREFUSED', notConnected],
  ['EHOSTUNREACH', notConnected],
  ['ENETUNREACH', notConnected],
  ['ENETDOWN', notConnected],
  ['UND_ERR_CONNECT_TIMEOUT', notConnected],
  // The connection ended while a request may have been on its way or done.
  ['ECONNRESET', connectionLost],
  ['ECONNABORTED', connectionLost],
  ['EPIPE', connectionLost],
  ['UND_ERR_SOCKET', connectionLost],
  // The request was sent and its answer did not come in time. ETIMEDOUT stands here too: Node raises it for a
  // connection that timed out as well as for one that went silent later.
  ['ETIMEDOUT', timeout],
  ['ESOCKETTIMEDOUT', timeout],
  ['UND_ERR_HEADERS_TIMEOUT', timeout],
  ['UND_ERR_BODY_TIMEOUT', timeout],
  // Our own side let go of the request: whoever did that does not want it sent again.
  ['ABORT_ERR', cancelled],
  ['UND_ERR_ABORTED', cancelled],
]);

/** Names of DOMExceptions (WHATWG DOM, `AbortSignal`): `timeout()` makes the one, `abort()` the other. */
const byName = new Map<string, Classification>([
  ['TimeoutError', timeout],
  ['AbortError', cancelled],
]);

export function classifyNetworkError(error: ErrorShape): Classification | undefined {
  return byCode.get(textOf(error['code'])) ?? byName.get(textOf(error['name']));
}
