import { parseArguments } from './arguments.ts';

const everywhere = ['unit', 'emulator', 'rules', 'simulation'];

test('without arguments everything is tested', () => {
  expect(parseArguments([])).toEqual({ kind: 'everything' });
});

test('a group can be named in two ways and more than once', () => {
  const expected = { kind: 'part', projects: ['unit', 'rules'], paths: [], testName: undefined };
  expect(parseArguments(['--project', 'unit', '--project=rules'])).toEqual(expected);
});

test.each([
  ['functions/test/unit/lane.test.ts', ['unit']],
  ['./tools/stack', ['unit']],
  ['functions/test/rules', ['rules']],
  ['web/test/unit', ['unit']],
  ['web/test/browser/journey', ['browser']],
  ['enroll', everywhere],
])('a path of %s is looked for in %j', (path, projects) => {
  expect(parseArguments([path])).toEqual({ kind: 'part', projects, paths: [path], testName: undefined });
});

test('a named group wins over what the path suggests', () => {
  const request = parseArguments(['--project', 'rules', 'tools/stack', '-t', 'student']);
  expect(request).toEqual({ kind: 'part', projects: ['rules'], paths: ['tools/stack'], testName: 'student' });
});

test.each([[['--projct', 'unit']], [['--project', 'units']], [['--project']], [['-t']]])(
  'a mistyped option is refused, so that it never tests something else: %j',
  args => {
    expect(parseArguments(args).kind).toBe('invalid');
  },
);

test('help is given wherever it is asked for', () => {
  expect(parseArguments(['--project', 'unit', '--help'])).toEqual({ kind: 'help' });
});
