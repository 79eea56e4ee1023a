import { readArguments } from '../../../../scripts/replay-events/arguments.ts';

const emulator = { FIRESTORE_EMULATOR_HOST: '127.0.0.1:8080' };
const read = (argv: string[], environment: Record<string, string> = emulator) =>
  readArguments({ argv, environment });

describe('replay-events', () => {
  it('only lists what waits or is parked unless it is told otherwise', () => {
    expect(read([])).toMatchObject({
      arguments: { eventId: undefined, states: ['parked', 'received'], since: undefined, mode: 'preview' },
    });
    expect(read(['--event', 'evt_1', '--apply', '--json'])).toMatchObject({
      arguments: { eventId: 'evt_1', mode: 'apply', format: 'json' },
    });
    expect(read(['--state', 'ignored'])).toMatchObject({ arguments: { states: ['ignored'] } });
  });

  it.each([
    ['2026-03-08', '2026-03-08T00:00:00.000Z'],
    ['2026-03-08T14:00:00Z', '2026-03-08T14:00:00.000Z'],
    ['2026-03-08T14:00-05:00', '2026-03-08T19:00:00.000Z'],
  ])('a day begins at midnight UTC, an instant names its zone: %s', (since, instant) => {
    expect(read(['--since', since])).toMatchObject({ arguments: { since: new Date(instant) } });
  });

  it.each([
    [['evt_1']],
    [['--event', 'a/b']],
    [['--event', 'evt_1', '--state', 'parked']],
    [['--state', 'applied']],
    [['--state', 'lost']],
    [['--since', 'yesterday']],
    [['--since', '2026-03-08T14:00:00']],
    [['--since', '2026-02-30']],
    [['--since', '2026-13-01']],
    [['--force']],
  ])('wrong usage: %j', argv => {
    expect(read(argv)).toMatchObject({ kind: 'wrong', problem: expect.stringMatching(/./) });
  });

  it('never guesses a production project; help is not wrong usage', () => {
    expect(read([], {})).toMatchObject({ kind: 'wrong' });
    expect(read(['--help'])).toEqual({ kind: 'help' });
  });
});
