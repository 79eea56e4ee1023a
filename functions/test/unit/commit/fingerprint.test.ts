import fc from 'fast-check';
import { fingerprintOf } from '../../../src/commit/index.ts';

const requests = fc.dictionary(fc.string(), fc.jsonValue());

/** The same value with every object's keys in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, item]) => [key, reversed(item)] as const);
  return Object.fromEntries(entries.reverse());
}

const reversedObject = (value: object): object => Object(reversed(value));

describe('a request’s fingerprint', () => {
  it('is the same in whatever order the request’s keys come', () => {
    fc.assert(
      fc.property(requests, request => {
        expect(fingerprintOf('pay', reversedObject(request))).toBe(fingerprintOf('pay', request));
      }),
    );
  });

  it('is the same with a field left out or undefined', () => {
    expect(fingerprintOf('pay', { amount: 1, note: undefined })).toBe(fingerprintOf('pay', { amount: 1 }));
  });

  it.each([
    ['another amount', { amount: 2, at: new Date(0), tags: ['a', 'b'] }],
    ['another field', { amounts: 1, at: new Date(0), tags: ['a', 'b'] }],
    ['a number as text', { amount: '1', at: new Date(0), tags: ['a', 'b'] }],
    ['another instant', { amount: 1, at: new Date(1), tags: ['a', 'b'] }],
    ['another order of a list', { amount: 1, at: new Date(0), tags: ['b', 'a'] }],
    ['null for nothing', { amount: 1, at: new Date(0), tags: ['a', 'b'], note: null }],
  ])('tells %s apart', (_, other) => {
    const request = { amount: 1, at: new Date(0), tags: ['a', 'b'] };
    expect(fingerprintOf('pay', other)).not.toBe(fingerprintOf('pay', request));
  });

  it('tells a list from an object that is numbered like one', () => {
    expect(fingerprintOf('pay', { tags: ['a'] })).not.toBe(fingerprintOf('pay', { tags: { 0: 'a' } }));
  });

  it('tells two operations apart that were asked the same', () => {
    expect(fingerprintOf('pay', { amount: 1 })).not.toBe(fingerprintOf('refund', { amount: 1 }));
  });
});
