import { ApiError, RetryHandler } from '../../../src/platform/retry/index.ts';
import { ampleBudget, unavailable, virtualTime } from './virtual-time.ts';

describe('RetryHandler', () => {
  it('doubles its delay from the first to the cap and stops after its attempts', async () => {
    const time = virtualTime({ random: () => 0.999_999 });
    const handler = new RetryHandler(5, 50, 150, { budget: ampleBudget(), deps: time.deps });
    let calls = 0;
    const promise = handler.execute(() => {
      calls += 1;
      return Promise.reject(unavailable());
    }, 'test.handled');
    await expect(promise).rejects.toBeInstanceOf(ApiError);
    expect(calls).toBe(5);
    expect(time.sleptMs.map(Math.round)).toEqual([50, 100, 150, 150]);
  });

  it('hands out what the operation returned', async () => {
    const handler = new RetryHandler(3, 1, 10);
    await expect(handler.execute(async () => 42, 'test.handled')).resolves.toBe(42);
  });

  it.each([
    [-1, 10],
    [20, 10],
    [Number.NaN, 10],
  ])('delays from %d to %d ms are refused', (initialDelayMs, maxDelayMs) => {
    expect(() => new RetryHandler(3, initialDelayMs, maxDelayMs)).toThrow(RangeError);
  });
});
