import { helpText, parseArguments } from './arguments.ts';
import type { Bench } from './result.ts';

const bench = (name: string): Bench => ({
  name,
  summary: `measures ${name}`,
  run: () => Promise.reject(new Error('only named here')),
});
const benches = [bench('hot-enrollment'), bench('last-seats')];

test('without a name all of them run', () => {
  expect(parseArguments({ args: [], benches })).toEqual({ kind: 'run', benches });
});

test('a name runs that one alone', () => {
  expect(parseArguments({ args: ['last-seats'], benches })).toEqual({ kind: 'run', benches: [benches[1]] });
});

test('an unknown name is refused in one line that lists what there is', () => {
  expect(parseArguments({ args: ['hot'], benches })).toEqual({
    kind: 'invalid',
    message: 'there is no benchmark "hot"; there are: hot-enrollment, last-seats',
  });
});

test('an unknown option is refused', () => {
  expect(parseArguments({ args: ['--fast'], benches }).kind).toBe('invalid');
});

test('help lists every benchmark', () => {
  expect(parseArguments({ args: ['--help', 'hot'], benches })).toEqual({ kind: 'help' });
  expect(helpText(benches)).toContain('last-seats      measures last-seats');
});
