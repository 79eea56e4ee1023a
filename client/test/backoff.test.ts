import fc from 'fast-check';
import { delayAfterMs, RetryBudget } from '../src/backoff.ts';

const longest = (attempt: number, code = 'unavailable') =>
  delayAfterMs({ attempt, code, random: () => 1 - 1e-9 });
const shortest = (attempt: number, code = 'unavailable') => delayAfterMs({ attempt, code, random: () => 0 });

describe('the pause before another try', () => {
  it.each([
    [1, 100],
    [2, 200],
    [3, 400],
    [5, 1_600],
    [7, 6_400],
    [8, 10_000],
    [40, 10_000],
  ])('after attempt %i is anything up to %i ms', (attempt, ceilingMs) => {
    expect(longest(attempt)).toBe(ceilingMs);
    expect(shortest(attempt)).toBe(0);
  });

  it('is a second at least where the server is over its limit', () => {
    expect(shortest(1, 'resource-exhausted')).toBe(1_000);
    expect(longest(1, 'resource-exhausted')).toBe(2_000);
  });
});

describe('the budget of a page', () => {
  it('lets no more than a reserve of ten and a tenth of the calls be retries', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 300 }), steps => {
        const budget = new RetryBudget(() => 0);
        let [calls, retries] = [0, 0];
        for (const isCall of steps) {
          if (isCall) {
            budget.deposit();
            calls += 1;
          } else if (budget.tryWithdraw()) retries += 1;
        }
        expect(retries).toBeLessThanOrEqual(10 + calls / 10);
      }),
    );
  });

  it('has its reserve back after twenty quiet seconds, and no more than that', () => {
    let nowMs = 0;
    const budget = new RetryBudget(() => nowMs);
    const drain = () => {
      let taken = 0;
      while (budget.tryWithdraw()) taken += 1;
      return taken;
    };
    expect(drain()).toBe(10);
    nowMs = 20_000;
    expect(drain()).toBe(10);
    nowMs = 1_000_000;
    expect(drain()).toBe(10);
  });
});
