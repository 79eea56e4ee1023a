import { helpText, type LoadCommand, readLoadArguments } from './arguments.ts';

const command: LoadCommand = {
  npmName: 'load-test:scenario1',
  summary: 'Much at once.',
  defaults: { clients: 100, seconds: 60 },
  clientsAre: 'clients',
};
const read = (...args: string[]) => readLoadArguments({ args, command });

test('without options a command runs as its defaults say', () => {
  expect(read()).toEqual({
    kind: 'run',
    options: { clients: 100, durationMs: 60_000, instances: 2, seed: 1, pauseMs: 0 },
  });
});

test('clients, duration, instances and seed can be chosen', () => {
  expect(read('--clients', '7', '--duration', '5', '--instances', '4', '--seed', '9')).toEqual({
    kind: 'run',
    options: { clients: 7, durationMs: 5_000, instances: 4, seed: 9, pauseMs: 0 },
  });
});

test.each([
  ['--clients', '0'],
  ['--clients', 'many'],
  ['--duration', '1.5'],
  ['--duration', '7201'],
  ['--instances', '9'],
  ['--seed', '-1'],
])('%s %s is refused by the option’s name', (option, value) => {
  const request = read(`${option}=${value}`);
  expect(request).toEqual({ kind: 'invalid', message: expect.stringContaining(option) });
});

test('a pause can be chosen where clients pause, and is refused where they do not', () => {
  const pausing = { ...command, defaults: { ...command.defaults, pauseMs: 500 } };
  const request = readLoadArguments({ args: ['--pause', '0'], command: pausing });
  expect(request).toMatchObject({ kind: 'run', options: { pauseMs: 0 } });
  expect(read('--pause', '0')).toMatchObject({
    kind: 'invalid',
    message: expect.stringContaining('--pause'),
  });
});

test('an option that does not exist is refused, and where help is found is said', () => {
  expect(read('--fast')).toEqual({
    kind: 'invalid',
    message: expect.stringContaining('npm run load-test:scenario1 -- --help'),
  });
});

test('help names what a command is about; one without a duration offers none', () => {
  expect(read('--help')).toEqual({ kind: 'help' });
  expect(helpText(command)).toContain('--duration');
  expect(helpText({ ...command, defaults: { clients: 1, seconds: 0 } })).not.toContain('--duration');
});
