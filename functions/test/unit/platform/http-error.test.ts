import { HttpsError } from 'firebase-functions/https';
import { z } from 'zod';
import { invalidInput, toHttpsError } from '../../../src/platform/http-error.ts';
import { isRetryable, type Reason, reasons } from '../../../src/platform/reasons.ts';
import { RefusalError, refused, refuseField } from '../../../src/platform/refusal.ts';
import { retryAsync } from '../../../src/platform/retry/index.ts';

const isReason = (text: string): text is Reason => Object.hasOwn(reasons, text);
const allReasons = Object.keys(reasons).filter(isReason);
const codeOf = (error: unknown) => toHttpsError(error).code;

/** What is thrown when the operation fails for good. */
const afterRetries = (cause: unknown): Promise<unknown> =>
  retryAsync(() => Promise.reject(cause), 'test.fails', { maxAttempts: 1 }).catch((error: unknown) => error);

describe('how a client learns of a «no»', () => {
  it.each(allReasons)('%s', reason => {
    const error = toHttpsError(refused(reason));
    expect(error.code).toBe(reasons[reason].code);
    expect(error.message).toBe(reasons[reason].message);
    expect(error.details).toEqual({ reason, retryable: isRetryable(reason) });
  });

  it('only a bug is called internal', () => {
    expect(allReasons.filter(reason => reasons[reason].code === 'internal')).toEqual(['INTERNAL']);
  });

  it('the field to blame is named', () => {
    const error = toHttpsError(
      new RefusalError(refuseField({ reason: 'AMOUNT_EXCEEDS_DUE', path: 'amount' })),
    );
    expect(error.details).toMatchObject({ fields: [{ path: 'amount' }] });
  });

  it('an answer of the SDK’s own kind stays as it is', () => {
    const error = new HttpsError('not-found', 'gone');
    expect(toHttpsError(error)).toBe(error);
  });

  it.each([
    ['a bug', new TypeError('x of undefined')],
    ['a document that does not fit its schema', z.string().safeParse(7).error],
    ['something that is no error', 'text'],
    ['nothing', undefined],
    ['a right we do not have', Object.assign(new Error('7 PERMISSION_DENIED'), { code: 7 })],
  ])('%s is internal, and its text stays with us', (_, error) => {
    const answer = toHttpsError(error);
    expect(answer).toMatchObject({ code: 'internal', details: { reason: 'INTERNAL', retryable: false } });
    expect(answer.message).toBe(reasons.INTERNAL.message);
  });

  it.each([4, 8, 10, 13, 14])('a database that fails with code %i may answer the next time', async code => {
    const cause = Object.assign(new Error('secret text'), { code });
    for (const error of [cause, await afterRetries(cause)]) {
      expect(codeOf(error)).toBe('unavailable');
      expect(toHttpsError(error).message).not.toContain('secret');
    }
  });

  it('a service credential that has just expired is no bug: the client may ask again', async () => {
    const cause = Object.assign(new Error('16 UNAUTHENTICATED: secret text'), { code: 16 });
    for (const error of [cause, await afterRetries(cause)]) {
      expect(toHttpsError(error)).toMatchObject({
        code: 'unavailable',
        details: { reason: 'UNAVAILABLE', retryable: true },
      });
    }
  });

  it('a bug stays a bug when it was tried several times', async () => {
    expect(codeOf(await afterRetries(new TypeError('x of undefined')))).toBe('internal');
  });
});

describe('what is wrong with a request', () => {
  const Request = z.strictObject({
    id: z.string(),
    answers: z.array(z.strictObject({ text: z.string() })),
  });
  const fieldsOf = (data: unknown) => {
    const parsed = Request.safeParse(data);
    if (parsed.success) throw new Error('This request is fine.');
    return invalidInput(parsed.error).details;
  };

  it('is told with the path of each bad field', () => {
    expect(fieldsOf({ id: 7, answers: [{ text: 'a' }, { text: 8 }] })).toMatchObject({
      reason: 'INVALID_INPUT',
      fields: [{ path: 'id' }, { path: 'answers.1.text' }],
    });
  });

  it('unknown fields are named where they stand, and never in full length', () => {
    const long = 'x'.repeat(5_000);
    expect(fieldsOf({ id: 'a', answers: [{ text: 'a', [long]: 1 }], role: 'admin' })).toMatchObject({
      fields: [
        { path: `answers.0.${long.slice(0, 64)}`, message: 'is not a known field' },
        { path: 'role', message: 'is not a known field' },
      ],
    });
  });
});
