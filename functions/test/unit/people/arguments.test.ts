import { readArguments as readGrant } from '../../../../scripts/grant-role/arguments.ts';
import { readArguments as readVerify } from '../../../../scripts/verify-audit/arguments.ts';

const emulator = { FIRESTORE_EMULATOR_HOST: '127.0.0.1:8080' };
const why = ['--reason', 'the first administrator'];
const grant = (argv: string[], environment: Record<string, string> = emulator) =>
  readGrant({ argv, environment });

describe('grant-role', () => {
  it('only shows what would change unless it is told to apply', () => {
    expect(grant(['uid-1', 'admin', ...why])).toMatchObject({
      arguments: { userId: 'uid-1', role: 'admin', mode: 'preview', format: 'text' },
    });
    expect(grant(['uid-1', 'admin', ...why, '--apply', '--json'])).toMatchObject({
      arguments: { mode: 'apply', format: 'json' },
    });
  });

  it('never guesses a production project', () => {
    expect(grant(['uid-1', 'admin', ...why], {})).toMatchObject({ kind: 'wrong' });
    expect(grant(['uid-1', 'admin', ...why, '--project', 'school'], {})).toMatchObject({
      arguments: { target: 'project school in production' },
    });
  });

  it.each([
    [[]],
    [['uid-1']],
    [['uid-1', 'admin']],
    [['uid-1', 'admin', '--reason', 'because']],
    [['uid-1', 'owner', ...why]],
    [['a/b', 'admin', ...why]],
    [['uid-1', 'admin', 'more', ...why]],
    [['uid-1', 'admin', ...why, '--force']],
  ])('wrong usage: %j', argv => {
    expect(grant(argv)).toMatchObject({ kind: 'wrong' });
  });

  it('help is not wrong usage', () => {
    expect(grant(['--help'])).toEqual({ kind: 'help' });
  });
});

describe('verify-audit', () => {
  const verify = (argv: string[], environment: Record<string, string> = emulator) =>
    readVerify({ argv, environment });

  it('takes an earlier check, and guesses no project', () => {
    expect(verify(['--since', 'ends.json', '--json'])).toMatchObject({
      arguments: { since: 'ends.json', format: 'json', projectId: 'demo-seatbelt' },
    });
    expect(verify([], {})).toMatchObject({ kind: 'wrong' });
    expect(verify(['file.json'])).toMatchObject({ kind: 'wrong' });
    expect(verify(['--help'])).toEqual({ kind: 'help' });
  });
});
