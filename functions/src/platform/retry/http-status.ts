import type { Classification } from './classification.ts';
import type { ErrorShape } from './error-shape.ts';

/** HTTP status codes (RFC 9110, section 15; 429: RFC 6585) of REST clients that put them on the error. */
export function classifyHttpStatus(error: ErrorShape): Classification | undefined {
  const status = statusOf(error);
  return status === undefined ? undefined : classifyStatus(status);
}

function classifyStatus(status: number): Classification {
  switch (status) {
    // The server gave up waiting for the request, so it was not complete.
    case 408:
      return { kind: 'transient', reason: 'notSent', retry: 'always' };
    case 409:
      return { kind: 'conflict', reason: 'aborted', retry: 'always' };
    case 429:
      return { kind: 'exhausted', reason: 'rateLimited', retry: 'long' };
    // A gateway answers these for a server that may well have finished the work.
    case 502:
    case 503:
      return { kind: 'unknownOutcome', reason: 'unavailable', retry: 'always' };
    case 504:
      return { kind: 'unknownOutcome', reason: 'timeout', retry: 'always' };
    default:
      return status >= 500
        ? { kind: 'unknownOutcome', reason: 'internal', retry: 'withId' }
        : { kind: 'permanent', reason: 'httpRefused', retry: 'never' };
  }
}

function statusOf(error: ErrorShape): number | undefined {
  const candidates = [error['statusCode'], error['status'], error['code']].map(toStatus);
  return candidates.find(candidate => candidate !== undefined);
}

/** Gaxios, under the Admin SDK, gives the status as text. */
function toStatus(value: unknown): number | undefined {
  const status = typeof value === 'string' ? Number(value) : value;
  if (typeof status !== 'number' || !Number.isInteger(status)) return undefined;
  return status >= 400 && status <= 599 ? status : undefined;
}
