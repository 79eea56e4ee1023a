import { Random } from './random.ts';
import { Scheduler } from './scheduler.ts';

test('events happen in the order of their time, whatever the order in which they were made', async () => {
  const scheduler = new Scheduler({ seed: 'order', startMs: 1_000 });
  const random = new Random('delays');
  const happened: number[] = [];
  for (let index = 0; index < 500; index += 1)
    scheduler.after(random.below(10_000), () => happened.push(scheduler.now()));
  await scheduler.run(() => false);
  expect(happened).toHaveLength(500);
  expect(happened).toEqual([...happened].sort((a, b) => a - b));
});

test('of one moment the seed decides the order, the same each time', async () => {
  const orderWith = async (seed: string) => {
    const scheduler = new Scheduler({ seed, startMs: 0 });
    const order: number[] = [];
    for (let index = 0; index < 20; index += 1) scheduler.after(5, () => order.push(index));
    await scheduler.run(() => false);
    return order;
  };
  expect(await orderWith('a')).toEqual(await orderWith('a'));
  expect(await orderWith('a')).not.toEqual(await orderWith('b'));
});

test('whatever an event settles has happened before the next one', async () => {
  const scheduler = new Scheduler({ seed: 'promises', startMs: 0 });
  const order: string[] = [];
  scheduler.after(1, () => {
    void (async () => {
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
      order.push('settled');
    })();
  });
  scheduler.after(1_000, () => order.push('next'));
  await scheduler.run(() => false);
  expect(order).toEqual(['settled', 'next']);
});

test('what is called off does not happen', async () => {
  const scheduler = new Scheduler({ seed: 'off', startMs: 0 });
  const happened: string[] = [];
  const callOff = scheduler.after(5, () => happened.push('first'));
  scheduler.after(1, callOff);
  await scheduler.run(() => false);
  expect(happened).toEqual([]);
});
