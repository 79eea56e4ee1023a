import { parts } from './parts.ts';
import { recordOf } from './report.ts';
import { type Mutation, scoreOf } from './score.ts';

const mutations: readonly Mutation[] = [
  { file: 'a.ts', line: 1, change: '> → >=', status: 'Killed' },
  { file: 'a.ts', line: 2, change: '+ → -', status: 'Survived' },
];
const recordsOf = (startedAt: Date) =>
  parts.map(part => recordOf({ part, mutations, score: scoreOf(mutations), startedAt, seconds: 12 }));

test('every part is kept under a name of its own: trying one anew leaves the others as they were', () => {
  const names = recordsOf(new Date()).map(({ name }) => name);
  expect(new Set(names).size).toBe(parts.length);
});

test('a record tells when its part was tried, what it must notice, and what nobody noticed', () => {
  const [record] = recordsOf(new Date('2026-03-02T15:00:00Z'));
  expect(record).toMatchObject({
    startedAt: '2026-03-02T15:00:00.000Z',
    bars: [{ must: { kind: 'atLeast', value: 90 }, measured: 50 }],
    measures: { moneyNoticed: 1, moneySurvived: 1, moneyUntouched: 0 },
    listings: [{ rows: [['a.ts:2', '+ → -', 'survived']] }],
  });
});
