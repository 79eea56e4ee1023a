import { benches } from '../bench/benches.ts';
import { expectedRuns } from './expected-runs.ts';

test('every benchmark there is has its place in the report', () => {
  const names = expectedRuns.map(({ name }) => name);
  expect(benches.map(({ name }) => name).filter(name => !names.includes(name))).toEqual([]);
});

test('no run is asked for twice', () => {
  const names = expectedRuns.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
