import { ApiError, retryAsync } from '../../../src/platform/retry/index.ts';
import { ampleBudget, unavailable, virtualTime } from './virtual-time.ts';

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

describe('the caller’s signal', () => {
  it('aborted beforehand: the operation is never called and nothing was sent', async () => {
    let calls = 0;
    const operation = async (): Promise<void> => {
      calls += 1;
    };
    const promise = retryAsync(operation, 'test.read', { signal: AbortSignal.abort() });
    await expect(promise).rejects.toMatchObject({
      attempts: 0,
      stoppedBy: 'cancelled',
      outcomeUnknown: false,
      classification: { kind: 'transient', reason: 'notSent' },
    });
    expect(calls).toBe(0);
  });

  it('aborted during an attempt: the caller is free at once, the outcome unknown', async () => {
    const controller = new AbortController();
    const operation = (): Promise<never> => {
      controller.abort('student closed the page');
      return never();
    };
    const promise = retryAsync(operation, 'test.write', { signal: controller.signal });
    await expect(promise).rejects.toMatchObject({
      attempts: 1,
      stoppedBy: 'cancelled',
      outcomeUnknown: true,
      classification: { kind: 'unknownOutcome', reason: 'cancelled' },
    });
  });

  it('aborted during a wait: no further attempt, the last failure is the cause', async () => {
    const controller = new AbortController();
    const { deps } = virtualTime();
    const cause = unavailable();
    let calls = 0;
    const promise = retryAsync(
      () => {
        calls += 1;
        return Promise.reject(cause);
      },
      'test.read',
      {
        signal: controller.signal,
        budget: ampleBudget(),
        deps: {
          ...deps,
          sleep: async (_delayMs, signal) => {
            controller.abort();
            signal?.throwIfAborted();
          },
        },
      },
    );
    await expect(promise).rejects.toMatchObject({ attempts: 1, stoppedBy: 'cancelled', cause });
    expect(calls).toBe(1);
  });

  it('a success after many calls leaves no listener on a signal that lives as long as the process', async () => {
    const { signal } = new AbortController();
    const add = jest.spyOn(signal, 'addEventListener');
    const remove = jest.spyOn(signal, 'removeEventListener');
    for (let call = 0; call < 20; call += 1) await retryAsync(async () => call, 'test.read', { signal });
    expect(remove).toHaveBeenCalledTimes(add.mock.calls.length);
  });
});

describe('the deadline', () => {
  afterEach(() => jest.useRealTimers());

  it('frees the caller of an operation that never answers and tells that the outcome is unknown', async () => {
    jest.useFakeTimers();
    const settled = retryAsync(() => never(), 'test.write', { deadlineMs: 5_000 }).catch(
      (error: unknown) => error,
    );
    await jest.advanceTimersByTimeAsync(5_000);
    const error = await settled;
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      stoppedBy: 'deadline',
      outcomeUnknown: true,
      classification: { kind: 'unknownOutcome', reason: 'timeout' },
    });
  });

  it('aborts the signal an attempt was given', async () => {
    jest.useFakeTimers();
    let seen: AbortSignal | undefined;
    const operation = ({ signal }: { signal: AbortSignal }): Promise<never> => {
      seen = signal;
      return never();
    };
    const settled = retryAsync(operation, 'test.write', { deadlineMs: 5_000 }).catch(() => undefined);
    await jest.advanceTimersByTimeAsync(5_000);
    await settled;
    expect(seen?.aborted).toBe(true);
  });

  it('leaves no timer behind once the operation is done', async () => {
    jest.useFakeTimers();
    await retryAsync(async () => 'done', 'test.read', { deadlineMs: 5_000 });
    expect(jest.getTimerCount()).toBe(0);
  });
});
