import { SeatbeltError } from '../../../client/src/index.ts';
import { reasons } from '../../../functions/src/platform/reasons.ts';
import { refusalWords } from '../../src/shared/refusal-words.ts';
import { explain, fieldProblem } from '../../src/shared/refusals.ts';

const error = new SeatbeltError({
  code: 'invalid-argument',
  reason: 'AMOUNT_EXCEEDS_DUE',
  retryable: false,
  fields: [{ path: 'amount', message: 'is more than what is left' }],
  message: 'The amount is more than what is left to pay.',
  callable: 'createPayment',
  attempts: 1,
});

test('every reason of the server, and each of the client, has a sentence of its own', () => {
  const clientReasons = ['OFFLINE', 'NO_ANSWER', 'SIGN_IN_EXPIRED', 'ABORTED'];
  expect(Object.keys(refusalWords).sort()).toEqual([...Object.keys(reasons), ...clientReasons].sort());
});

test.each(Object.entries(refusalWords))(
  '%s is told in whole sentences, with what to do next',
  (_reason, words) => {
    for (const text of [words.title, words.whatNext]) expect(text).toMatch(/^[A-Z«].*[.»]$/);
    expect(`${words.title} ${words.whatNext}`).not.toMatch(/[A-Z]{2}|!|precondition|invalid|request/);
  },
);

test('staff see what was asked, why it was refused and which field', () => {
  expect(explain(error).technical).toBe(
    'createPayment: AMOUNT_EXCEEDS_DUE (invalid-argument), tried 1×; amount: is more than what is left',
  );
});

test('a field is told its own problem, and others none', () => {
  expect(fieldProblem({ error, path: 'amount' })).toBe('Is more than what is left.');
  expect(fieldProblem({ error, path: 'courseId' })).toBeUndefined();
  expect(fieldProblem({ error: null, path: 'amount' })).toBeUndefined();
});

test('an error of nobody’s is told as such, and its text kept for staff', () => {
  expect(explain(new Error('boom'))).toEqual({
    title: 'Something went wrong.',
    whatNext: 'Please try again.',
    technical: 'boom',
  });
});
