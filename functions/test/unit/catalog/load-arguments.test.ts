import { readArguments } from '../../../../scripts/load-catalog/arguments.ts';

const emulator = { FIRESTORE_EMULATOR_HOST: '127.0.0.1:8080' };
const read = (argv: string[], environment: Record<string, string> = emulator) =>
  readArguments({ argv, environment });

describe('load-catalog', () => {
  it('only shows what would change unless it is told to apply', () => {
    expect(read(['a.json'])).toMatchObject({
      arguments: { file: 'a.json', mode: 'preview', format: 'table' },
    });
    expect(read(['a.json', '--apply', '--json'])).toMatchObject({
      arguments: { mode: 'apply', format: 'json' },
    });
  });

  it('says whether it goes to an emulator or to production', () => {
    expect(read(['a.json'])).toMatchObject({
      arguments: { target: 'project demo-seatbelt on the emulator at 127.0.0.1:8080' },
    });
    expect(read(['a.json', '--project', 'school'], {})).toMatchObject({
      arguments: { projectId: 'school', target: 'project school in production' },
    });
  });

  it('never guesses a production project', () => {
    expect(read(['a.json'], {})).toMatchObject({ kind: 'wrong' });
    expect(read(['a.json'], { GCLOUD_PROJECT: 'school' })).toMatchObject({
      arguments: { projectId: 'school' },
    });
  });

  it('no file, two files or an unknown option are wrong usage; help is not', () => {
    for (const argv of [[], ['a.json', 'b.json'], ['a.json', '--force']])
      expect(read(argv)).toMatchObject({ kind: 'wrong' });
    expect(read(['--help'])).toEqual({ kind: 'help' });
  });
});
