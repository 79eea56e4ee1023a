import { rejectWhenOneEnds } from './crash.ts';

const explain = (part: { name: string }, how: string) => new Error(`${part.name}: ${how}`);

test('a process that ends by itself is reported', async () => {
  const parts = [
    { name: 'auth', exited: new Promise<string>(() => undefined) },
    { name: 'firestore', exited: Promise.resolve('SIGKILL') },
  ];
  const crashed = rejectWhenOneEnds({ parts, isStopping: () => false, describe: explain });
  await expect(crashed).rejects.toThrow('firestore: SIGKILL');
});

test('processes that were asked to end are no crash', async () => {
  const parts = [{ name: 'auth', exited: Promise.resolve('code 0') }];
  const crashed = rejectWhenOneEnds({ parts, isStopping: () => true, describe: explain });
  const outcome = await Promise.race([crashed, new Promise(resolve => setImmediate(resolve, 'quiet'))]);
  expect(outcome).toBe('quiet');
});
