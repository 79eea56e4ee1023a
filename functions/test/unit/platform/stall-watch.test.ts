import { Readable } from 'node:stream';
import { watchedForStalls } from '../../../src/platform/stall-watch.ts';

/** A stream that says these and then nothing any more, without an end. */
function fallingSilentAfter(...items: readonly string[]): Readable {
  const stream = new Readable({ objectMode: true, read: () => undefined });
  for (const item of items) stream.push(item);
  return stream;
}

const pass = (seconds: number) => jest.advanceTimersByTimeAsync(seconds * 1_000);
const stalled = expect.objectContaining({ code: 4 });

describe('a stream that says nothing', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick'] }));
  afterEach(() => void jest.useRealTimers());

  it('ends as timed out once somebody has waited for it for a minute', async () => {
    const stream = fallingSilentAfter();
    const told = watchedForStalls(stream)
      .next()
      .catch((error: unknown) => error);
    await pass(59);
    expect(stream.destroyed).toBe(false);
    await pass(16);
    await expect(told).resolves.toEqual(stalled);
  });

  it('is left alone while its reader is busy', async () => {
    const stream = fallingSilentAfter('one');
    const said = watchedForStalls(stream);
    await expect(said.next()).resolves.toEqual({ done: false, value: 'one' });
    await pass(600);
    expect(stream.destroyed).toBe(false);
    const told = said.next().catch((error: unknown) => error);
    await pass(76);
    await expect(told).resolves.toEqual(stalled);
  });

  it('is watched no more when its reader leaves', async () => {
    const said = watchedForStalls(fallingSilentAfter('one'));
    await said.next();
    await said.return(undefined);
    expect(jest.getTimerCount()).toBe(0);
  });
});
