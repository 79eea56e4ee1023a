import { HttpsError } from 'firebase-functions/https';
import { z } from 'zod';
import { refused } from '../../../src/platform/refusal.ts';
import { ApiError, classify } from '../../../src/platform/retry/index.ts';
import { failure } from './virtual-time.ts';

const grpcRows = [
  { code: 1, name: 'cancelled', kind: 'unknownOutcome', reason: 'cancelled', retry: 'withId' },
  { code: 2, name: 'unknown', kind: 'unknownOutcome', reason: 'unknown', retry: 'withId' },
  { code: 3, name: 'invalid-argument', kind: 'permanent', reason: 'invalidArgument', retry: 'never' },
  { code: 4, name: 'deadline-exceeded', kind: 'unknownOutcome', reason: 'timeout', retry: 'always' },
  { code: 5, name: 'not-found', kind: 'permanent', reason: 'notFound', retry: 'never' },
  { code: 6, name: 'already-exists', kind: 'conflict', reason: 'alreadyExists', retry: 'afterReload' },
  { code: 7, name: 'permission-denied', kind: 'permanent', reason: 'permissionDenied', retry: 'never' },
  { code: 8, name: 'resource-exhausted', kind: 'exhausted', reason: 'resourceExhausted', retry: 'long' },
  {
    code: 9,
    name: 'failed-precondition',
    kind: 'conflict',
    reason: 'failedPrecondition',
    retry: 'afterReload',
  },
  { code: 10, name: 'aborted', kind: 'conflict', reason: 'aborted', retry: 'always' },
  { code: 11, name: 'out-of-range', kind: 'permanent', reason: 'outOfRange', retry: 'never' },
  { code: 12, name: 'unimplemented', kind: 'permanent', reason: 'unimplemented', retry: 'never' },
  { code: 13, name: 'internal', kind: 'unknownOutcome', reason: 'internal', retry: 'withId' },
  { code: 14, name: 'unavailable', kind: 'unknownOutcome', reason: 'unavailable', retry: 'always' },
  { code: 15, name: 'data-loss', kind: 'permanent', reason: 'dataLoss', retry: 'never' },
  { code: 16, name: 'unauthenticated', kind: 'unknownOutcome', reason: 'unauthenticated', retry: 'withId' },
];

describe('status codes', () => {
  it.each(grpcRows)('gRPC $code and Firebase «$name» mean $kind', ({ code, name, ...meaning }) => {
    const spellings = [code, name, `firestore/${name}`, name.toUpperCase().replaceAll('-', '_')];
    for (const spelling of spellings) {
      expect(classify(failure({ code: spelling }))).toEqual(meaning);
    }
  });

  it.each([
    'The referenced transaction has expired or is no longer valid.',
    'Transaction is invalid or closed.',
    'The transaction no longer valid',
  ])('a commit repeated by the SDK into «%s» may have landed', message => {
    expect(classify(failure({ code: 3, message }))).toEqual({
      kind: 'unknownOutcome',
      reason: 'transactionGone',
      retry: 'withId',
    });
  });

  it('a request over the size limit never fits, however long one waits', () => {
    const error = failure({ code: 8, message: 'gRPC message exceeds maximum size 4194304: 4611686' });
    expect(classify(error)).toEqual({ kind: 'permanent', reason: 'requestTooLarge', retry: 'never' });
  });

  it.each([
    ['app/network-error', 'unknownOutcome', 'connectionLost', 'always'],
    ['app/network-timeout', 'unknownOutcome', 'timeout', 'always'],
    ['auth/network-request-failed', 'unknownOutcome', 'connectionLost', 'always'],
    ['auth/internal-error', 'unknownOutcome', 'internal', 'withId'],
    ['messaging/server-unavailable', 'unknownOutcome', 'unavailable', 'always'],
    ['auth/too-many-requests', 'exhausted', 'rateLimited', 'long'],
    ['auth/quota-exceeded', 'exhausted', 'resourceExhausted', 'long'],
    ['auth/id-token-expired', 'permanent', 'unrecognised', 'never'],
  ])('the Firebase code %s means %s: %s', (code, kind, reason, retry) => {
    expect(classify(failure({ code }))).toEqual({ kind, reason, retry });
  });

  it('wording of one code under another means nothing', () => {
    const [expired, tooLarge] = ['transaction has expired', 'message larger than max'];
    expect(classify(failure({ code: 8, message: expired }))).toMatchObject({ reason: 'resourceExhausted' });
    expect(classify(failure({ code: 14, message: expired }))).toMatchObject({ reason: 'unavailable' });
    expect(classify(failure({ code: 3, message: tooLarge }))).toMatchObject({ reason: 'invalidArgument' });
  });
});

describe('network', () => {
  it.each([
    'ENOTFOUND',
    'EAI_AGAIN',
    'ECONNREFUSED',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENETDOWN',
    'UND_ERR_CONNECT_TIMEOUT',
  ])('%s: nothing was sent', code => {
    expect(classify(failure({ code }))).toEqual({
      kind: 'transient',
      reason: 'notConnected',
      retry: 'always',
    });
  });

  it.each(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'UND_ERR_SOCKET'])(
    '%s: the request may have arrived',
    code => {
      expect(classify(failure({ code }))).toEqual({
        kind: 'unknownOutcome',
        reason: 'connectionLost',
        retry: 'always',
      });
    },
  );

  it.each(['ETIMEDOUT', 'ESOCKETTIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])(
    '%s: the answer did not come',
    code => {
      expect(classify(failure({ code }))).toEqual({
        kind: 'unknownOutcome',
        reason: 'timeout',
        retry: 'always',
      });
    },
  );

  it.each([{ code: 'ABORT_ERR' }, { code: 'UND_ERR_ABORTED' }, { name: 'AbortError' }])(
    '%p: whoever let go does not want it repeated',
    fields => {
      expect(classify(failure(fields))).toEqual({
        kind: 'unknownOutcome',
        reason: 'cancelled',
        retry: 'never',
      });
    },
  );

  it('a DOMException is told by its name, not by its numeric legacy code', () => {
    expect(classify(new DOMException('late', 'TimeoutError'))).toMatchObject({ reason: 'timeout' });
    expect(classify(new DOMException('gone', 'AbortError'))).toMatchObject({ reason: 'cancelled' });
    expect(classify(new DOMException('missing', 'NotFoundError'))).toMatchObject({ reason: 'unrecognised' });
  });

  it('fetch hides the socket’s error in its cause', () => {
    const error = new TypeError('fetch failed', { cause: failure({ code: 'ECONNRESET' }) });
    expect(classify(error)).toMatchObject({ kind: 'unknownOutcome', reason: 'connectionLost' });
  });
});

describe('HTTP status', () => {
  it.each([
    [400, 'permanent', 'httpRefused', 'never'],
    [404, 'permanent', 'httpRefused', 'never'],
    [408, 'transient', 'notSent', 'always'],
    [409, 'conflict', 'aborted', 'always'],
    [429, 'exhausted', 'rateLimited', 'long'],
    [499, 'permanent', 'httpRefused', 'never'],
    [500, 'unknownOutcome', 'internal', 'withId'],
    [502, 'unknownOutcome', 'unavailable', 'always'],
    [503, 'unknownOutcome', 'unavailable', 'always'],
    [504, 'unknownOutcome', 'timeout', 'always'],
    [599, 'unknownOutcome', 'internal', 'withId'],
  ])('%i means %s: %s', (status, kind, reason, retry) => {
    for (const fields of [{ status }, { statusCode: status }, { code: status }, { code: String(status) }]) {
      expect(classify(failure(fields))).toEqual({ kind, reason, retry });
    }
  });

  it.each([399, 600, 404.5, '404.5', 'teapot', true, ['404'], null])('%p is none', status => {
    expect(classify(failure({ status }))).toMatchObject({ kind: 'permanent', reason: 'unrecognised' });
  });
});

describe('our own answers', () => {
  it('a body that fails its schema is permanent', () => {
    const { error } = z.strictObject({ amount: z.number() }).safeParse({ amount: 'all of it' });
    expect(classify(error)).toEqual({ kind: 'permanent', reason: 'validation', retry: 'never' });
  });

  it('a refusal is permanent whatever Firebase code it travels under', () => {
    const onTheWire = new HttpsError('failed-precondition', 'No seat left.', {
      reason: 'SOLD_OUT',
      retryable: false,
    });
    const expected = { kind: 'permanent', reason: 'refusal', retry: 'never' };
    expect(classify(onTheWire)).toEqual(expected);
    expect(classify(refused('SOLD_OUT'))).toEqual(expected);
  });

  it('an answer that invites another try is judged by its code', () => {
    const busy = new HttpsError('aborted', 'Please try again.', { reason: 'STALE_READ', retryable: true });
    expect(classify(busy)).toEqual({ kind: 'conflict', reason: 'aborted', retry: 'always' });
  });

  it('an ApiError keeps its kind and is never retried by a second layer', () => {
    const error = new ApiError({
      operation: 'stripe.createRefund',
      attempts: 4,
      elapsedMs: 700,
      classification: { kind: 'unknownOutcome', reason: 'unavailable', retry: 'always' },
      stoppedBy: 'attemptsUsedUp',
      outcomeUnknown: true,
      cause: failure({ code: 14 }),
    });
    expect(classify(error)).toEqual({ kind: 'unknownOutcome', reason: 'unavailable', retry: 'never' });
  });

  it.each([
    undefined,
    null,
    'unavailable',
    14,
    {},
    [],
    new TypeError('x is not a function'),
    failure({ code: 0 }),
  ])('what nobody knows (%p) is a bug and not retried', thrown => {
    expect(classify(thrown)).toEqual({ kind: 'permanent', reason: 'unrecognised', retry: 'never' });
  });

  it('a cause that leads back to itself ends the search', () => {
    const error = failure({});
    error.cause = error;
    expect(classify(error)).toMatchObject({ reason: 'unrecognised' });
  });
});
