import fc from 'fast-check';
import { decodeFields, encodeFields } from '../../../src/commit/wire/value.ts';

/** Everything a stored document may hold, but for nesting beyond Firestore's 20 levels. */
const storable = fc.letrec(tie => ({
  leaf: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.date({ noInvalidDate: true }),
  ),
  value: fc.oneof({ depthSize: 'small', maxDepth: 4 }, tie('leaf'), fc.array(tie('value')), tie('map')),
  map: fc.dictionary(
    fc.string({ unit: 'binary' }).filter(name => name !== '__proto__'),
    tie('value'),
  ),
})).map;

/** A double's minus zero has no integer to be stored as. */
const withoutMinusZero = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, item: unknown) => (Object.is(item, -0) ? 0 : item)));

const nested = (levels: number): unknown => (levels === 0 ? 1 : { inner: nested(levels - 1) });

describe('plain data on the wire', () => {
  it('comes back as it went', () => {
    fc.assert(
      fc.property(storable, data => {
        const back = decodeFields(encodeFields(Object(data)));
        expect(withoutMinusZero(back)).toEqual(withoutMinusZero(data));
      }),
    );
  });

  it('comes back of the same kind: instants as Date, whole numbers as integers', () => {
    const data = {
      at: new Date(5),
      whole: 1,
      half: 0.5,
      zero: 0,
      text: '1',
      none: null,
      list: [new Date(0)],
    };
    expect(decodeFields(encodeFields(data))).toEqual(data);
    expect(encodeFields({ whole: 1, half: 0.5, huge: 2 ** 60 })).toEqual({
      whole: { integerValue: 1 },
      half: { doubleValue: 0.5 },
      huge: { doubleValue: 2 ** 60 },
    });
  });

  it.each([
    ['1970', 0, 0, 0],
    ['one millisecond before 1970', -1, -1, 999_000_000],
    ['one second before 1970', -1_000, -1, 0],
    ['1816', -4_852_137_599_999, -4_852_137_600, 1_000_000],
  ])('an instant in %s keeps its milliseconds', (_, milliseconds, seconds, nanos) => {
    const at = new Date(milliseconds);
    expect(encodeFields({ at })).toEqual({ at: { timestampValue: { seconds, nanos } } });
    expect(decodeFields(encodeFields({ at }))).toEqual({ at });
  });

  it('what is finer than a millisecond is cut off, before 1970 too', () => {
    const at = (seconds: string, nanos: number) =>
      decodeFields({ at: { timestampValue: { seconds, nanos } } })['at'];
    expect(at('0', 1_999_999)).toEqual(new Date(1));
    expect(at('-1', 999_999_999)).toEqual(new Date(-1));
  });

  it('undefined is left out, in maps too', () => {
    expect(encodeFields({ a: undefined, b: { c: undefined } })).toEqual({ b: { mapValue: { fields: {} } } });
  });

  it.each([
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['minus Infinity', Number.NEGATIVE_INFINITY],
    ['an invalid date', new Date(Number.NaN)],
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a bigint', 1n],
    ['undefined in a list', [undefined]],
    ['half a character', 'a\ud83d'],
    ['half a character in a field’s name', { '\ude00': 1 }],
    ['a field named __proto__', JSON.parse('{"__proto__":{"isAdmin":true}}')],
    ['21 levels of maps', nested(21)],
  ])('%s is refused before it is sent', (_, value) => {
    expect(() => encodeFields({ value })).toThrow(TypeError);
    expect(() => encodeFields({ deep: [{ value }] })).toThrow(TypeError);
  });

  it('20 levels are sent', () => {
    expect(() => encodeFields({ value: nested(20) })).not.toThrow();
  });

  it('a kind of value that Seatbelt never stores is not read as something else', () => {
    expect(() => decodeFields({ place: { geoPointValue: { latitude: 1, longitude: 2 } } })).toThrow(
      TypeError,
    );
    expect(() => decodeFields({ nothing: {} })).toThrow(TypeError);
  });
});
