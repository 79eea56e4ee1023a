import { AsyncLocalStorage } from 'node:async_hooks';
import { outside } from '../../../src/commit/outside.ts';

/** Where `outside` runs what it is given, for one who is in `context`. */
function contextSeenFrom(caller: AsyncLocalStorage<string>, context: string): Promise<string | undefined> {
  return new Promise(resolve => {
    caller.run(context, () => outside(() => resolve(caller.getStore())));
  });
}

describe('what is done for many callers', () => {
  it('is done in the context of none of them', async () => {
    const caller = new AsyncLocalStorage<string>();
    const seen = [contextSeenFrom(caller, 'first'), contextSeenFrom(caller, 'second')];
    expect(await Promise.all(seen)).toEqual([undefined, undefined]);
    expect(await contextSeenFrom(caller, 'later')).toBeUndefined();
  });

  it('is done in the order in which it was asked for', async () => {
    const order: number[] = [];
    const done = [1, 2, 3].map(
      each => new Promise<void>(resolve => outside(() => resolve(void order.push(each)))),
    );
    await Promise.all(done);
    expect(order).toEqual([1, 2, 3]);
  });
});
