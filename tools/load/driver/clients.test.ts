import { pause, runClients } from './clients.ts';

const never = new AbortController().signal;

test('every client takes turn after turn until somebody ends the load', async () => {
  const ending = new AbortController();
  const turns = [0, 0];
  await runClients({
    clients: 2,
    durationMs: 60_000,
    signal: ending.signal,
    turn: async client => {
      turns[client] = (turns[client] ?? 0) + 1;
      await Promise.resolve();
      if (turns.every(count => count >= 3)) ending.abort();
    },
  });
  expect(Math.min(...turns)).toBeGreaterThanOrEqual(3);
});

test('a mistake of the load ends all of it and is told', async () => {
  const turn = async (client: number) => {
    if (client === 1) throw new Error('a mistake');
    await pause({ ms: 1, signal: never });
  };
  await expect(runClients({ clients: 2, durationMs: 60_000, signal: never, turn })).rejects.toThrow(
    'a mistake',
  );
});

test('a pause ends with the load', async () => {
  const ending = new AbortController();
  const pausing = pause({ ms: 600_000, signal: ending.signal });
  ending.abort();
  await pausing;
});
