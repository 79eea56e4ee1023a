import { readCallable } from './read-callable.ts';

const answerOf = (httpStatus: number, body: unknown) =>
  readCallable({ httpStatus, text: JSON.stringify(body) });

test('a result is an answer, a refusal brings its reason and whether to try again', () => {
  expect(answerOf(200, { result: { a: 1 } })).toEqual({ kind: 'answered', result: { a: 1 } });
  const details = { reason: 'OVERLOADED', retryable: true };
  const error = { status: 'RESOURCE_EXHAUSTED', message: 'x', details };
  expect(answerOf(429, { error })).toEqual({ kind: 'refused', reason: 'OVERLOADED', retryable: true });
});

test('what no function of ours says is no answer', () => {
  expect(readCallable({ httpStatus: 502, text: '<html>' })).toMatchObject({ kind: 'noAnswer' });
  const error = { status: 'INTERNAL', message: 'INTERNAL' };
  expect(answerOf(500, { error })).toEqual({ kind: 'noAnswer', reason: 'HTTP 500 INTERNAL' });
});
