import fc from 'fast-check';
import { bodyBounds, refuseBody } from '../../../src/platform/body-bounds.ts';

const check = (parsed: unknown, byteLength = 0) => refuseBody({ byteLength, parsed });
const inData = (data: unknown) => check({ data });

/** `levels` lists around nothing; the body and its `data` are two more. */
const nested = (levels: number): unknown =>
  Array.from({ length: levels }).reduce<unknown>(inner => [inner], []);

describe('the size of a body', () => {
  it.each([
    [0, undefined],
    [bodyBounds.maxBytes, undefined],
    [bodyBounds.maxBytes + 1, 'BODY_TOO_LARGE'],
  ])('%i bytes: %s', (bytes, reason) => {
    expect(check({ data: {} }, bytes)?.reason).toBe(reason);
  });

  it.each([
    ['as many items as allowed', Array(bodyBounds.maxItems).fill(0), undefined],
    ['one item more', Array(bodyBounds.maxItems + 1).fill(0), 'BODY_TOO_DEEP'],
    [
      'one field more',
      Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`f${i}`, i])),
      'BODY_TOO_DEEP',
    ],
    ['as deep as allowed', nested(bodyBounds.maxDepth - 2), undefined],
    ['one level deeper', nested(bodyBounds.maxDepth - 1), 'BODY_TOO_DEEP'],
  ])('%s', (_, data, reason) => {
    expect(inData(data)?.reason).toBe(reason);
  });

  it('50,000 levels are refused without a deep breath', () => {
    expect(inData(JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)))?.reason).toBe('BODY_TOO_DEEP');
    expect(inData(JSON.parse(`${'{"a":'.repeat(50_000)}0${'}'.repeat(50_000)}`))?.reason).toBe(
      'BODY_TOO_DEEP',
    );
  });

  it('a body that is no JSON at all is looked at all the same', () => {
    for (const body of [undefined, null, '', 'text', 7, Buffer.alloc(50)])
      expect(check(body)).toBeUndefined();
    expect(check(Buffer.alloc(bodyBounds.maxItems + 1))?.reason).toBe('BODY_TOO_DEEP');
  });
});

describe('what a body may not hold', () => {
  it.each([
    ['{"__proto__": {"isAdmin": true}}', '__proto__'],
    ['{"a": [{"constructor": 1}]}', 'a.0.constructor'],
    ['{"a": {"prototype": null}}', 'a.prototype'],
  ])('%s: a key that changes every object', (json, path) => {
    expect(inData(JSON.parse(json))).toMatchObject({ reason: 'UNSAFE_KEY', fields: [{ path }] });
  });

  it('keys that only look like it are none of ours to judge', () => {
    expect(inData({ proto: 1, __proto: 2, toString: 3, hasOwnProperty: 4 })).toBeUndefined();
  });

  it('half of a surrogate pair, which no database stores', () => {
    expect(inData({ reason: 'well 😀' })).toBeUndefined();
    expect(inData({ reason: '😀'.slice(0, 1) })).toMatchObject({
      reason: 'INVALID_INPUT',
      fields: [{ path: 'reason' }],
    });
  });

  it.each([
    [{ '@type': 'type.googleapis.com/google.protobuf.Int64Value', value: '12' }, undefined],
    [{ '@type': 'type.googleapis.com/google.protobuf.UInt64Value', value: 12 }, undefined],
    [{ '@type': '', value: 'x' }, undefined],
    [{ '@type': 'type.googleapis.com/google.protobuf.Int64Value', value: 'twelve' }, 'INVALID_INPUT'],
    [{ '@type': 'type.googleapis.com/google.protobuf.Int64Value' }, 'INVALID_INPUT'],
    [{ '@type': 'type.googleapis.com/google.protobuf.Int64Value', value: { toString: 1 } }, 'INVALID_INPUT'],
    [{ '@type': 'something.else', value: '12' }, 'INVALID_INPUT'],
    [{ '@type': 1 }, 'INVALID_INPUT'],
  ])('%j: the SDK’s decoder throws at what it cannot unwrap', (amount, reason) => {
    expect(inData({ amount })?.reason).toBe(reason);
  });

  it('never throws, and names a place that is short and there', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), fc.string({ minLength: 100 }), (value, key) => {
        const refusal = inData({ [key]: { [key]: value, prototype: 1 } });
        expect(refusal?.fields[0]?.path.length ?? 0).toBeLessThan(64 * 8);
      }),
      { numRuns: 500 },
    );
  });
});
