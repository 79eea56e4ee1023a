import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { rootDir } from '../setup/paths.mjs';
import { parseArguments } from './arguments.ts';
import { parts } from './parts.ts';

const everywhere = parts.map(({ name }) => name);
const partsOf = (...args: string[]) => {
  const request = parseArguments(args);
  return request.kind === 'run' ? request.parts.map(({ name }) => name) : request.kind;
};

test('without arguments all parts are damaged, by two workers', () => {
  expect(parseArguments([])).toMatchObject({ kind: 'run', workers: 2, files: [] });
  expect(partsOf()).toEqual(everywhere);
});

test('parts are named one by one, a file brings its own part', () => {
  expect(partsOf('--part', 'units', '--part=money')).toEqual(['money', 'units']);
  expect(parseArguments(['seat-gate'])).toMatchObject({
    parts: [{ name: 'money', rules: ['enrollments/seat-gate.ts'] }],
  });
});

test.each([
  [['--part', 'mony'], '--part needs one of'],
  [['no-such-rule'], 'no rule of money'],
  [['--part', 'units', 'seat-gate'], 'no rule of units'],
  [['--workers', '0'], '--workers needs a number'],
  [['--worker', '1'], '--worker'],
])('%j is refused, since it would score nothing or something else', (args, message) => {
  expect(parseArguments(args)).toMatchObject({ kind: 'invalid', message: expect.stringContaining(message) });
});

test('every rule named is there, and every folder of tests has some', () => {
  const rules = parts.flatMap(part => part.rules.map(rule => `functions/src/${rule}`));
  expect(rules.filter(rule => !existsSync(path.join(rootDir, rule)))).toEqual([]);
  const empty = parts.flatMap(({ tests }) =>
    tests.filter(
      name => globSync(`functions/test/unit/${name}{.test.ts,/**}`, { cwd: rootDir }).length === 0,
    ),
  );
  expect(empty).toEqual([]);
});
