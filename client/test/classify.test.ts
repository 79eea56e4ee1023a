import { classify } from '../src/classify.ts';
import { isSeatbeltError, SeatbeltError } from '../src/errors.ts';
import { lost, refusal } from './calling.ts';

describe('what a failed attempt means', () => {
  it('is what the server says, with its sentence and the fields to mark', () => {
    const fields = [{ path: 'amount', message: 'must be a whole number of minor units' }];
    const error = refusal({
      code: 'invalid-argument',
      reason: 'INVALID_INPUT',
      fields,
      message: 'Some of what was sent is not valid. [400]',
    });
    expect(classify(error)).toEqual({
      code: 'invalid-argument',
      reason: 'INVALID_INPUT',
      retryable: false,
      fields,
      message: 'Some of what was sent is not valid.',
    });
  });

  it('believes the server that trying again helps, whatever the code', () => {
    const error = refusal({ code: 'failed-precondition', reason: 'PAYMENT_PROCESSING', retryable: true });
    expect(classify(error)).toMatchObject({ reason: 'PAYMENT_PROCESSING', retryable: true });
  });

  it.each([
    ['a lost connection', lost(), 'NO_ANSWER', true],
    ['a gateway without an answer', refusal({ code: 'unavailable' }), 'NO_ANSWER', true],
    ['time that ran out', refusal({ code: 'deadline-exceeded' }), 'NO_ANSWER', true],
    ['a rush at the gateway', refusal({ code: 'resource-exhausted' }), 'NO_ANSWER', true],
    ['a bug of the server', refusal({ code: 'internal', reason: 'INTERNAL' }), 'INTERNAL', false],
    ['a function that is not there', refusal({ code: 'not-found' }), 'INTERNAL', false],
    ['a body that was not understood', refusal({ code: 'invalid-argument' }), 'INVALID_INPUT', false],
    ['a token that is no good', refusal({ code: 'unauthenticated' }), 'SIGN_IN_EXPIRED', false],
    [
      'a reason newer than this client',
      refusal({ code: 'aborted', reason: 'BRAND_NEW' }),
      'BRAND_NEW',
      false,
    ],
    ['something thrown that is no error', 'oops', 'NO_ANSWER', true],
  ])('%s', (_what, error, reason, retryable) => {
    expect(classify(error)).toMatchObject({ reason, retryable });
  });

  it('marks no field where none is named', () => {
    const error = refusal({ code: 'aborted', reason: 'INVALID_INPUT', fields: 'amount' });
    expect(classify(error).fields).toEqual([]);
  });
});

describe('an error of another copy of this package', () => {
  it('is known by its name', () => {
    const error = new SeatbeltError({ ...classify(lost()), callable: 'enroll', attempts: 6 });
    expect(isSeatbeltError(Object.assign(new Error('x'), { name: error.name, reason: 'NO_ANSWER' }))).toBe(
      true,
    );
    expect(isSeatbeltError(new Error('x'))).toBe(false);
  });
});
