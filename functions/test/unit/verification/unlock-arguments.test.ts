import { readArguments } from '../../../../scripts/unlock-enrollment/arguments.ts';

const emulator = { FIRESTORE_EMULATOR_HOST: '127.0.0.1:8080' };
const who = ['--user', 'student-1', '--course', 'a-course'];
const all = [...who, '--reason', 'showed an id'];
const read = (argv: string[], environment: Record<string, string> = emulator) =>
  readArguments({ argv, environment });

describe('unlock-enrollment', () => {
  it('only shows the lock unless it is told to apply', () => {
    expect(read(all)).toMatchObject({
      arguments: { userId: 'student-1', courseId: 'a-course', reason: 'showed an id', mode: 'preview' },
    });
    expect(read([...all, '--apply', '--json'])).toMatchObject({
      arguments: { mode: 'apply', format: 'json' },
    });
  });

  it.each([
    [[]],
    [who],
    [[...who, '--reason', ' ']],
    [['--user', 'a/b', '--course', 'a-course', '--reason', 'showed an id']],
    [[...all, 'more']],
    [[...all, '--force']],
  ])('wrong usage: %j', argv => {
    expect(read(argv)).toMatchObject({ kind: 'wrong' });
  });

  it('names the option that is wrong, guesses no production project, and has help', () => {
    expect(read(who)).toMatchObject({ problem: expect.stringContaining('--reason: ') });
    expect(read(all, {})).toMatchObject({ kind: 'wrong' });
    expect(read(['--help'])).toEqual({ kind: 'help' });
  });
});
