import { linearScale, logScale, scaleFor } from './scale.ts';

const pixels = { from: 0, to: 100 };

test('a linear axis names round values within its span', () => {
  const { at, ticks } = linearScale({ values: { from: 0, to: 43 }, pixels });
  expect(ticks).toEqual([0, 10, 20, 30, 40]);
  expect([at(0), at(43)]).toEqual([0, 100]);
});

test('steps below one come out without stray digits', () => {
  expect(linearScale({ values: { from: 0, to: 0.35 }, pixels }).ticks).toEqual([0, 0.1, 0.2, 0.3]);
});

test('on a logarithmic axis equal factors are equally far apart', () => {
  const { at, ticks } = logScale({ values: { from: 1, to: 10_000 }, pixels });
  expect(at(100) - at(10)).toBeCloseTo(at(1_000) - at(100));
  expect(ticks).toEqual([1, 10, 100, 1_000, 10_000]);
});

test('a short logarithmic axis names values between the powers of ten, too', () => {
  expect(logScale({ values: { from: 3, to: 60 }, pixels }).ticks).toEqual([5, 10, 20, 50]);
});

test('zero has no place on a logarithmic axis', () => {
  expect(() => logScale({ values: { from: 0, to: 10 }, pixels })).toThrow(RangeError);
});

test('one value alone has a place on either axis', () => {
  expect(logScale({ values: { from: 7, to: 7 }, pixels }).at(7)).toBeCloseTo(50);
  expect(linearScale({ values: { from: 7, to: 7 }, pixels }).at(7)).toBe(100);
  expect(linearScale({ values: { from: 0, to: 0 }, pixels }).at(0)).toBe(0);
});

test('values far apart get a logarithmic axis, values near each other or at zero a linear one', () => {
  expect(scaleFor({ values: [1, 10_000], pixels }).kind).toBe('log');
  expect(scaleFor({ values: [10, 30], pixels }).kind).toBe('linear');
  expect(scaleFor({ values: [0, 10_000], pixels }).kind).toBe('linear');
});

test('an axis without values is there all the same', () => {
  expect(scaleFor({ values: [], pixels }).ticks.length).toBeGreaterThan(1);
});

test('huge values keep their few ticks', () => {
  const { ticks, at } = scaleFor({ values: [0, 9e15], pixels });
  expect(ticks.length).toBeLessThan(8);
  expect(at(9e15)).toBe(100);
});
