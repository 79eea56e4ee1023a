import { parseArguments } from './arguments.ts';

const endpoints = ['enroll', 'stripeWebhook'];
const parsed = (...args: string[]) => parseArguments({ args, endpoints });

test('without arguments everything is attacked, with a seed that can be told', () => {
  const request = parsed();
  expect(request).toMatchObject({ kind: 'run', runs: 500, endpoint: undefined });
  expect(request.kind === 'run' && Number.isSafeInteger(request.seed)).toBe(true);
});

test('a run can be repeated: its seed, its length, one endpoint', () => {
  const request = parsed('--seed', '7', '--runs', '0', '--endpoint', 'enroll');
  expect(request).toEqual({ kind: 'run', seed: 7, runs: 0, endpoint: 'enroll' });
});

test.each([
  [['--endpoint', 'enrol'], '--endpoint'],
  [['--runs', 'many'], '--runs'],
  [['--runs', '100001'], '--runs'],
  [['--runs=-1'], '--runs'],
  [['--seed', '1.5'], '--seed'],
  [['--sead', '1'], '--sead'],
  [['enroll'], 'enroll'],
])('%j is refused by its name', (args, name) => {
  const request = parsed(...args);
  expect(request).toMatchObject({ kind: 'invalid', message: expect.stringContaining(name) });
});

test('help is given wherever it is asked for', () => {
  expect(parsed('--runs', 'many', '--help')).toEqual({ kind: 'help' });
});
