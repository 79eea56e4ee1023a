import fc from 'fast-check';
import { formatDuration } from '../../src/shared/format.ts';
import { skewOf } from '../../src/shared/server-clock.ts';
import { clockText, secondsUntil, spokenTime } from '../../src/student/study/countdown.ts';

test.each([
  [0, '0:00'],
  [65, '1:05'],
  [3_725, '1:02:05'],
])('%d seconds are left: %s', (seconds, text) => {
  expect(clockText(seconds)).toBe(text);
});

test('the last second is shown until it is over, and nothing below 0', () => {
  const at = new Date(10_000);
  expect(secondsUntil({ at, now: new Date(9_001) })).toBe(1);
  expect(secondsUntil({ at, now: new Date(10_000) })).toBe(0);
  expect(secondsUntil({ at, now: new Date(99_000) })).toBe(0);
});

test('a screen reader is told the time at milestones alone', () => {
  const told = new Set<string>();
  for (let secondsLeft = 300; secondsLeft >= 0; secondsLeft -= 1)
    told.add(spokenTime({ secondsLeft, totalSeconds: 300 }));
  expect([...told]).toEqual([
    '',
    '1 minute left.',
    '30 seconds left.',
    '10 seconds left.',
    'The time is over.',
  ]);
});

test('what is told never says more time than there is', () => {
  const seconds = fc.nat(10_000);
  fc.assert(
    fc.property(seconds, seconds, (secondsLeft, totalSeconds) => {
      const [, count = '10001', unit = ''] =
        /^(\d+) (minute|second)/.exec(spokenTime({ secondsLeft, totalSeconds })) ?? [];
      return secondsLeft <= Number(count) * (unit === 'minute' ? 60 : 1);
    }),
  );
});

test('a clock that is wrong by minutes is set right, one that is late by a network’s second is not', () => {
  expect(skewOf({ serverAt: 600_000, receivedAt: 0 })).toBe(600_000);
  expect(skewOf({ serverAt: 0, receivedAt: 1_500 })).toBe(0);
});

test.each([
  [40, '40 s'],
  [65, '1 min 5 s'],
  [720, '12 min'],
  [14_400, '4 h'],
  [7_500, '2 h 05 min'],
  [-3, '0 s'],
])('%d seconds are written %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});
