import fc from 'fast-check';
import { ApiError, RetryBudget, retryAsync } from '../../../src/platform/retry/index.ts';
import { permissionDenied, unavailable, virtualTime } from './virtual-time.ts';

function drain(budget: RetryBudget): number {
  let taken = 0;
  while (budget.tryWithdraw()) taken += 1;
  return taken;
}

describe('RetryBudget', () => {
  it('ten first attempts pay for one retry', () => {
    const budget = new RetryBudget({ reserve: 0, refillPerSecond: 0 });
    budget.deposit(9);
    expect(budget.tryWithdraw()).toBe(false);
    budget.deposit();
    expect(budget.tryWithdraw()).toBe(true);
    expect(budget.tryWithdraw()).toBe(false);
  });

  it('a quiet process gets its reserve back with time, and no more than that', () => {
    const time = virtualTime();
    const budget = new RetryBudget({ reserve: 10, refillPerSecond: 0.5, now: time.nowMs });
    expect(drain(budget)).toBe(10);
    time.advance(4_000);
    expect(drain(budget)).toBe(2);
    time.advance(3_600_000);
    expect(drain(budget)).toBe(10);
  });

  it('a good hour saves up no more than the maximum', () => {
    const budget = new RetryBudget({ maximum: 100, refillPerSecond: 0 });
    budget.deposit(1_000_000);
    expect(drain(budget)).toBe(100);
  });

  it('a clock that stands still or steps back takes nothing away', () => {
    const time = virtualTime();
    const budget = new RetryBudget({ reserve: 3, now: time.nowMs });
    time.advance(-60_000);
    expect(drain(budget)).toBe(3);
  });

  it('withdrawals never exceed the deposits’ tenth, the reserve and the refill, in any order of events', () => {
    const event = fc.oneof(
      fc.record({ kind: fc.constant('deposit' as const), calls: fc.integer({ min: 1, max: 50 }) }),
      fc.record({ kind: fc.constant('withdraw' as const) }),
      fc.record({ kind: fc.constant('wait' as const), elapsedMs: fc.integer({ min: 0, max: 5_000 }) }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 200 }), fc.integer({ min: 0, max: 20 }), (events, reserve) => {
        const time = virtualTime();
        const startedAtMs = time.nowMs();
        const budget = new RetryBudget({ reserve, refillPerSecond: 0.5, now: time.nowMs });
        let deposits = 0;
        let withdrawals = 0;
        for (const step of events) {
          if (step.kind === 'deposit') {
            budget.deposit(step.calls);
            deposits += step.calls;
          } else if (step.kind === 'wait') time.advance(step.elapsedMs);
          else if (budget.tryWithdraw()) withdrawals += 1;
        }
        const elapsedSeconds = (time.nowMs() - startedAtMs) / 1_000;
        expect(withdrawals).toBeLessThanOrEqual(0.1 * deposits + reserve + 0.5 * elapsedSeconds + 1e-6);
      }),
    );
  });
});

describe('retryAsync within a budget', () => {
  it('with every call failing, the calls sent stay within a tenth over the first attempts and the reserve', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 1, max: 8 }),
        async (operations, reserve, maxAttempts) => {
          const { deps } = virtualTime();
          const budget = new RetryBudget({ reserve, refillPerSecond: 0 });
          let calls = 0;
          const fail = async (): Promise<never> => {
            calls += 1;
            throw unavailable();
          };
          const options = { budget, deps, maxAttempts, deadlineMs: Number.POSITIVE_INFINITY };
          await Promise.allSettled(
            Array.from({ length: operations }, () => retryAsync(fail, 'test.storm', options)),
          );
          expect(calls).toBeGreaterThanOrEqual(operations);
          expect(calls).toBeLessThanOrEqual(operations * 1.1 + reserve + 1e-6);
        },
      ),
    );
  });

  it('an empty budget fails at once with the last failure and without waiting', async () => {
    const time = virtualTime();
    const budget = new RetryBudget({ reserve: 0, refillPerSecond: 0 });
    const cause = unavailable();
    const error = await retryAsync(() => Promise.reject(cause), 'test.storm', {
      budget,
      deps: time.deps,
    }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ attempts: 1, stoppedBy: 'budgetEmpty', cause });
    expect(time.sleptMs).toEqual([]);
  });

  it('a failure that is not retried costs no token', async () => {
    const budget = new RetryBudget({ reserve: 1, refillPerSecond: 0 });
    await expect(
      retryAsync(() => Promise.reject(permissionDenied()), 'test.denied', { budget }),
    ).rejects.toThrow();
    expect(budget.available).toBeCloseTo(1.1);
  });
});
