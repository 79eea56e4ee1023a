import { labelOf, ratioLabel, subjectsOf } from './subjects.ts';

const figures = { p50Ms: 1, p95Ms: 2, perSecond: 3, errors: 0 };

test('ours come first, peers behind them', () => {
  const subjects = { runTransaction: figures, rawFloor: figures, lane: figures, laneAgain: figures };
  expect(subjectsOf({ subjects, ratios: {} }).map(({ name, isOurs }) => [name, isOurs])).toEqual([
    ['lane', true],
    ['laneAgain', true],
    ['runTransaction', false],
    ['rawFloor', false],
  ]);
});

test('what a ratio divides by is a peer, whatever its name', () => {
  const subjects = { bulkWriter: figures, enroll: figures };
  const named = subjectsOf({ subjects, ratios: { 'p95 enroll/bulkWriter': 0.2 } });
  expect(named.map(({ name, isOurs }) => [name, isOurs])).toEqual([
    ['enroll', true],
    ['bulkWriter', false],
  ]);
});

test('a lane beside another one stays ours', () => {
  const subjects = { lane: figures, laneOf4Processes: figures };
  const named = subjectsOf({ subjects, ratios: { 'p95 laneOf4Processes/lane': 2 } });
  expect(named.every(({ isOurs }) => isOurs)).toBe(true);
});

test('a floor is a peer, whatever stands on it', () => {
  const subjects = { oneEnrollment: figures, oneEnrollmentFloor: figures };
  expect(subjectsOf({ subjects, ratios: {} }).map(({ isOurs }) => isOurs)).toEqual([true, false]);
});

test.each([
  ['lane', 'Seatbelt'],
  ['laneOneEnrollment', 'Seatbelt, one enrollment'],
  ['lane reads', 'Seatbelt, reads'],
  ['emptyWithStripe', 'empty, with Stripe'],
  ['payRemainingBalance', 'payRemainingBalance'],
])('%s is called «%s»', (name, label) => {
  expect(labelOf(name)).toBe(label);
});

test('ratios are told in the words of the charts', () => {
  expect(ratioLabel('p95 lane/incrementBatch')).toBe('p95 Seatbelt / increment() batch');
  expect(ratioLabel('conflicts per commit')).toBe('conflicts per commit');
});
