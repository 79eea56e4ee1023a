import { readAnswer } from './call.ts';

test('a result is an answer', () => {
  expect(readAnswer({ httpStatus: 200, text: '{"result":{"amountDue":4950}}' })).toEqual({
    ok: true,
    result: { amountDue: 4950 },
  });
});

test('a refusal is an answer too, with its code and details', () => {
  const text = '{"error":{"status":"RESOURCE_EXHAUSTED","message":"full","details":{"reason":"SOLD_OUT"}}}';
  expect(readAnswer({ httpStatus: 429, text })).toEqual({
    ok: false,
    httpStatus: 429,
    status: 'RESOURCE_EXHAUSTED',
    message: 'full',
    details: { reason: 'SOLD_OUT' },
  });
});

test.each(['<html>Bad Gateway</html>', '[]', 'null', '{"error":"broken"}'])(
  'what is no answer of a callable is never taken for a success: %s',
  text => {
    expect(readAnswer({ httpStatus: 200, text })).toMatchObject({
      ok: false,
      status: 'UNKNOWN',
      message: text,
    });
  },
);
