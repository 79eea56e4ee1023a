import { aRun } from './fixtures/run.ts';
import { overviewOf } from './overview.ts';

const expected = [
  { name: 'load-test', kind: 'load', command: 'npm run load-test' },
  { name: 'fuzz', kind: 'hostile', command: 'npm run fuzz' },
] as const;

test('a run that was never made is missing, with the command that makes it', () => {
  const { missing, runs } = overviewOf({ records: [aRun({ name: 'fuzz' })], expected });
  expect(missing.map(({ command }) => command)).toEqual(['npm run load-test']);
  expect(runs.map(({ name }) => name)).toEqual(['fuzz']);
});

test('expected runs come first in their order, others behind them by name', () => {
  const records = ['zebra', 'fuzz', 'ant', 'load-test'].map(name => aRun({ name }));
  expect(overviewOf({ records, expected }).runs.map(({ name }) => name)).toEqual([
    'load-test',
    'fuzz',
    'ant',
    'zebra',
  ]);
});

test('figures of another commit than that of the last run are marked', () => {
  const records = [
    aRun({ name: 'fuzz', commit: 'old', startedAt: '2026-03-04T09:00:00.000Z' }),
    aRun({ name: 'load-test', commit: 'new', startedAt: '2026-03-04T10:00:00.000Z' }),
  ];
  const { newest, ofOtherCommit } = overviewOf({ records, expected });
  expect(newest?.name).toBe('load-test');
  expect(ofOtherCommit.map(({ name }) => name)).toEqual(['fuzz']);
});

test('a run that began first and ended last is the newest', () => {
  const records = [
    aRun({ name: 'fuzz', commit: 'long', startedAt: '2026-03-04T09:00:00.000Z', seconds: 7_200 }),
    aRun({ name: 'load-test', commit: 'short', startedAt: '2026-03-04T10:00:00.000Z', seconds: 5 }),
  ];
  expect(overviewOf({ records, expected }).newest?.commit).toBe('long');
});

test('changed files make no other commit, and are told', () => {
  const records = [aRun({ name: 'fuzz', commit: 'abc' }), aRun({ name: 'load-test', commit: 'abc+' })];
  const { ofOtherCommit, uncommitted } = overviewOf({ records, expected });
  expect(ofOtherCommit).toEqual([]);
  expect(uncommitted.map(({ name }) => name)).toEqual(['load-test']);
});

test('what was checked is added up over all runs, and what broke is named with its run', () => {
  const records = [
    aRun({ name: 'fuzz', checks: [{ invariant: 'no write', checked: 900, broken: 0 }] }),
    aRun({ name: 'load-test', checks: [{ invariant: 'seats', checked: 100, broken: 3 }] }),
  ];
  const { checked, broken } = overviewOf({ records, expected });
  expect(checked).toBe(1_000);
  expect(broken).toEqual([{ run: 'load-test', invariant: 'seats', checked: 100, broken: 3 }]);
});

test('a missed bar is named with its run', () => {
  const reached = { what: 'p95', must: { kind: 'atMost', value: 200 }, measured: 150, unit: ' ms' } as const;
  const missed = { what: 'lost', must: { kind: 'exactly', value: 0 }, measured: 1, unit: '' } as const;
  const overview = overviewOf({ records: [aRun({ name: 'fuzz', bars: [reached, missed] })], expected });
  expect(overview.bars).toHaveLength(2);
  expect(overview.missed).toEqual([{ ...missed, run: 'fuzz' }]);
});

test('without any run there is nothing newest, and all is missing', () => {
  const { newest, missing, ofOtherCommit } = overviewOf({ records: [], expected });
  expect(newest).toBeUndefined();
  expect(missing).toHaveLength(2);
  expect(ofOtherCommit).toEqual([]);
});
