import { answer } from './run-command.ts';

const answerTo = (request: Parameters<typeof answer>[0]['request']) =>
  answer({ request, help: 'Usage: …', run: () => 7 });

test('a command that is only asked for help does nothing and is content', async () => {
  const told = jest.spyOn(console, 'log').mockReturnValue();
  expect(await answerTo({ kind: 'help' })).toBe(0);
  expect(told).toHaveBeenCalledWith('Usage: …');
  told.mockRestore();
});

test('arguments that cannot be read are named on the error output, and nothing is done', async () => {
  const told = jest.spyOn(console, 'error').mockReturnValue();
  expect(await answerTo({ kind: 'invalid', message: '--seed needs a number' })).toBe(2);
  expect(told).toHaveBeenCalledWith('--seed needs a number');
  told.mockRestore();
});

test('what is asked for is done, and its exit code is the command’s', async () => {
  expect(await answerTo({ kind: 'run' })).toBe(7);
});
