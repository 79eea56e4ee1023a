import { slopeOf } from './slope.ts';

test('what grows evenly has that slope, what stays has none', () => {
  expect(
    slopeOf([
      [1, 10],
      [2, 12],
      [3, 14],
    ]),
  ).toBeCloseTo(2);
  expect(
    slopeOf([
      [1, 10],
      [2, 10],
      [3, 10],
    ]),
  ).toBe(0);
});

test('one uneven round does not decide', () => {
  const steady = Array.from({ length: 10 }, (_, x): [number, number] => [x, x === 4 ? 13 : 10]);
  expect(Math.abs(slopeOf(steady))).toBeLessThan(0.05);
});

test('a single point has no slope', () => {
  expect(() => slopeOf([[1, 1]])).toThrow('two points');
});
