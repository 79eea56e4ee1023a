import { parseMeasureOptions } from './options.ts';

const parse = (...args: string[]) => parseMeasureOptions({ args, command: 'npm run web:audit' });

test('a run leaves a record and speaks to people unless told otherwise', () => {
  expect(parse()).toEqual({ kind: 'run', options: { asJson: false, leavesRecord: true } });
  expect(parse('--json', '--no-record')).toEqual({
    kind: 'run',
    options: { asJson: true, leavesRecord: false },
  });
});

test('a mistyped option is refused with the way to the help', () => {
  expect(parse('--jsn')).toMatchObject({
    kind: 'invalid',
    message: expect.stringContaining('npm run web:audit -- --help'),
  });
});
