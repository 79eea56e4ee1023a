import { isReached, pageBars, payClickBar, scriptBar } from './bars.ts';

const rating = {
  scores: { accessibility: 100, 'best-practices': 96, performance: 89 },
  performances: [88, 89, 91],
  interactiveMs: 640,
  shortcomings: [],
};

test('the page a student sees first has to be fast, too', () => {
  const bars = pageBars({ page: { name: 'course list', path: '/', bars: 'strict' }, rating });
  expect(bars.filter(bar => !isReached(bar)).map(({ what }) => what)).toEqual(['course list: performance']);
  expect(bars).toHaveLength(4);
});

test('other pages have to be usable by everybody', () => {
  const bars = pageBars({ page: { name: 'staff console', path: '/staff', bars: 'usual' }, rating });
  expect(bars.every(isReached)).toBe(true);
});

test('two hundred kilobytes of script are the most', () => {
  expect(isReached(scriptBar({ who: 'signed out', bytes: 200_400 }))).toBe(true);
  expect(isReached(scriptBar({ who: 'signed out', bytes: 200_600 }))).toBe(false);
});

test('of all clicks on «Pay» the slowest has to be answered in time', () => {
  expect(isReached(payClickBar({ clicksMs: [20, 100, 30] }))).toBe(true);
  expect(isReached(payClickBar({ clicksMs: [20, 101, 30] }))).toBe(false);
});
