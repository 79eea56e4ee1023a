import { SetupError } from '../setup/setup-error.mjs';
import { againIfPortTaken } from './port-taken.ts';

/** Fails with each of the errors, one after the other, then starts. */
function starting(...errors: readonly Error[]) {
  const left = [...errors];
  return jest.fn(async () => {
    const error = left.shift();
    if (error !== undefined) throw error;
    return 'started';
  });
}

const taken = () => new SetupError('The Firebase emulators did not start: Logging Emulator, port taken.');

test('a stack whose port was taken while it started starts with others', async () => {
  const start = starting(taken());
  expect(await againIfPortTaken(start)).toBe('started');
  expect(start).toHaveBeenCalledTimes(2);
});

test('ports that stay taken are said, and not tried for ever', async () => {
  const start = starting(taken(), taken());
  await expect(againIfPortTaken(start)).rejects.toThrow('port taken');
  expect(start).toHaveBeenCalledTimes(2);
});

test('what fails for another reason is not started again', async () => {
  const start = starting(new SetupError('Java is missing.'));
  await expect(againIfPortTaken(start)).rejects.toThrow('Java is missing.');
  expect(start).toHaveBeenCalledTimes(1);
});
