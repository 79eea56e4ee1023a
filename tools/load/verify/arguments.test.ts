import { readArguments } from './arguments.ts';

const problemOf = (...argv: string[]) => {
  const read = readArguments(argv);
  return read.kind === 'wrong' ? read.problem : read.kind;
};

test('without options the load stack that runs is meant', () => {
  expect(readArguments([])).toEqual({
    kind: 'arguments',
    arguments: {
      firestore: undefined,
      stripeUrl: undefined,
      acknowledgedFile: undefined,
      withStatistics: false,
      format: 'text',
    },
  });
});

test('another database is named by its host and its project, both or none', () => {
  const named = readArguments([
    '--firestore',
    '127.0.0.1:8080',
    '--project',
    'demo',
    '--statistics',
    '--json',
  ]);
  expect(named).toMatchObject({
    arguments: {
      firestore: { host: '127.0.0.1:8080', projectId: 'demo' },
      withStatistics: true,
      format: 'json',
    },
  });
  expect(problemOf('--firestore', '127.0.0.1:8080')).toBe('--firestore needs --project.');
  expect(problemOf('--project', 'demo')).toBe('--project needs --firestore.');
});

test('what cannot be read is refused by the name of its option', () => {
  expect(problemOf('--firestore', 'nowhere', '--project', 'demo')).toContain('--firestore needs host:port');
  expect(problemOf('--stripe', 'nowhere')).toContain('--stripe needs an address');
  expect(problemOf('--apply')).toContain('--apply');
});

test('help comes before everything else', () => {
  expect(problemOf('--help')).toBe('help');
});
