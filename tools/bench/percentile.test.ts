import { median, percentile } from './percentile.ts';

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

test('a percentile is a value that was measured, whatever the order', () => {
  expect(percentile({ samples: hundred, share: 0.95 })).toBe(95);
  expect(percentile({ samples: hundred, share: 0.5 })).toBe(50);
  expect(percentile({ samples: hundred, share: 1 })).toBe(100);
  expect(percentile({ samples: [7], share: 0.01 })).toBe(7);
});

test('the 95th percentile of twenty is the nineteenth: one slow call is not hidden by the next lower', () => {
  expect(percentile({ samples: Array.from({ length: 20 }, (_, index) => index + 1), share: 0.95 })).toBe(19);
});

test('numbers are compared as numbers', () => {
  expect(percentile({ samples: [9, 10, 100], share: 0.5 })).toBe(10);
  expect(median([9, 10, 100])).toBe(10);
});

test('a median of an even number of rounds lies between the two in the middle', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([5])).toBe(5);
});

test('nothing measured is no figure', () => {
  expect(() => percentile({ samples: [], share: 0.5 })).toThrow('there are no samples');
  expect(() => median([])).toThrow('there are no samples');
});

test.each([0, -0.5, 1.01, Number.NaN])('%p is no share', share => {
  expect(() => percentile({ samples: [1], share })).toThrow('not a share');
});
