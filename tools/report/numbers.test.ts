import { counted, duration, exactly, moment, roughly, sentence, shortened } from './numbers.ts';

test('a figure just above its limit is never rounded down to it', () => {
  expect(exactly(200.004)).toBe('200.004');
  expect(exactly(1_234_567)).toBe('1,234,567');
});

test.each([
  [0, '0'],
  [0.04312, '0.0431'],
  [131.42, '131'],
  [9.836, '9.84'],
  [12_345.6, '12,346'],
  [-4_000, '-4,000'],
])('%p is shown as %s', (value, text) => {
  expect(roughly(value)).toBe(text);
});

test.each([
  [0.42, '0.42 s'],
  [59.7, '1 min'],
  [552, '9 min 12 s'],
  [7_500, '2 h 5 min'],
])('%p seconds took %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test('one is one, the rest are many', () => {
  expect([counted(1, 'run'), counted(0, 'run'), counted(1_200, 'entry', 'entries')]).toEqual([
    '1 run',
    '0 runs',
    '1,200 entries',
  ]);
});

test('a moment is told in UTC, wherever the report is written', () => {
  expect(moment('2026-03-04T09:30:12.000Z')).toBe('2026-03-04 09:30');
});

test('a long name is cut in its middle, so that it still differs from its neighbours', () => {
  expect(shortened('1000 payments to one, 4 instances', 24)).toBe('1000 payment…4 instances');
  expect(shortened('1000 payments to one, 2 instances', 24)).not.toBe(
    shortened('1000 payments to one, 4 instances', 24),
  );
  expect(shortened('enroll', 10)).toBe('enroll');
});

test('what a run says of itself becomes a sentence', () => {
  expect(['a rush for seats', 'Done.', ''].map(sentence)).toEqual(['A rush for seats.', 'Done.', '']);
});
