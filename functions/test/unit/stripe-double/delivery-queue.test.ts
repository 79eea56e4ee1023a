import { createDeliveryQueue } from '../../../../tools/stripe-double/delivery-queue.ts';

describe('a queue of deliveries that is cleared', () => {
  it('forgets the one under way, whose failure then brings nothing back', async () => {
    const ended = Promise.withResolvers<void>();
    const began = Promise.withResolvers<void>();
    const wanted: boolean[] = [];
    const queue = createDeliveryQueue<string>({
      concurrency: 1,
      choose: () => 0,
      work: async (_item, isWanted) => {
        began.resolve();
        await ended.promise;
        wanted.push(isWanted());
      },
    });
    queue.add({ item: 'a', delayMs: 0 });
    queue.add({ item: 'b', delayMs: 0 });
    await began.promise;
    expect(queue.size()).toBe(2);
    queue.clear();
    expect(queue.size()).toBe(0);
    ended.resolve();
    await new Promise(resolve => setTimeout(resolve, 0));
    expect({ wanted, size: queue.size() }).toEqual({ wanted: [false], size: 0 });
  });

  it('takes up what comes after', async () => {
    const done: string[] = [];
    const queue = createDeliveryQueue<string>({
      concurrency: 1,
      choose: () => 0,
      work: async item => void done.push(item),
    });
    queue.add({ item: 'a', delayMs: 60_000 });
    queue.clear();
    queue.add({ item: 'b', delayMs: 0 });
    await queue.whenIdle({ timeoutMs: 5_000 });
    expect(done).toEqual(['b']);
  });
});
