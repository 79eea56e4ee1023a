import { help, parseOptions, type SimulateOptions } from './options.ts';

function optionsOf(...args: readonly string[]): SimulateOptions {
  const request = parseOptions(args);
  if (request.kind !== 'run') throw new Error('These arguments start no run.');
  return request.options;
}

const problemOf = (...args: readonly string[]): string | undefined => {
  const request = parseOptions(args);
  return request.kind === 'invalid' ? request.message : undefined;
};

test('without arguments one seed is run, and leaves a record', () => {
  expect(optionsOf()).toMatchObject({
    seed: 1,
    seeds: 1,
    minutes: undefined,
    steps: 20_000,
    leavesRecord: true,
  });
});

test('a failing run is named by seed, steps, lives and what was left out', () => {
  const options = optionsOf('--seed', '7', '--steps', '90', '--lives', '0,3', '--without', 'crashes,clocks');
  expect(options).toMatchObject({ seed: 7, steps: 90, lives: [0, 3] });
  expect([...options.without]).toEqual(['crashes', 'clocks']);
});

test('the option that is wrong is named', () => {
  expect(problemOf('--steps', 'many')).toContain('--steps needs a whole number from 1, not "many"');
  expect(problemOf('--seeds', '0')).toContain('--seeds needs a whole number from 1');
  expect(problemOf('--without', 'rain')).toContain('--without needs some of faults, crashes');
  expect(problemOf('--sabotage', 'everything')).toContain('--sabotage needs one of blind-increment');
  expect(problemOf('--speed', '2')).toContain("Unknown option '--speed'");
});

test('help names every option', () => {
  expect(parseOptions(['--help'])).toEqual({ kind: 'help' });
  for (const option of ['seed', 'seeds', 'minutes', 'steps', 'lives', 'without', 'sabotage', 'history'])
    expect(help).toContain(`--${option} `);
});
