import fc from 'fast-check';
import { ApiError, type RetryOptions, retryAsync } from '../../../src/platform/retry/index.ts';
import { ampleBudget, failure, permissionDenied, unavailable, virtualTime } from './virtual-time.ts';

/** Fails with each of the errors in turn, then answers «done». */
function failingWith(errors: readonly Error[]): { operation: () => Promise<string>; calls: () => number } {
  let calls = 0;
  return {
    calls: () => calls,
    operation: async () => {
      const error = errors[calls];
      calls += 1;
      if (error !== undefined) throw error;
      return 'done';
    },
  };
}

async function failureOf(promise: Promise<unknown>): Promise<ApiError> {
  const thrown: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof ApiError) return thrown;
  throw new Error('expected an ApiError', { cause: thrown });
}

function optionsWith(options: RetryOptions): RetryOptions & { budget: ReturnType<typeof ampleBudget> } {
  return { budget: ampleBudget(), ...options };
}

describe('what is repeated', () => {
  it('a call that fails twice for the network succeeds at the third attempt', async () => {
    const time = virtualTime({ random: () => 0.999_999 });
    const { operation, calls } = failingWith([failure({ code: 'ECONNRESET' }), unavailable()]);
    await expect(retryAsync(operation, 'test.read', optionsWith({ deps: time.deps }))).resolves.toBe('done');
    expect(calls()).toBe(3);
    expect(time.sleptMs.map(Math.round)).toEqual([100, 200]);
  });

  it.each([3, 5, 6, 7, 9, 11, 12, 15])('code %i fails at once', async code => {
    const time = virtualTime();
    const { operation, calls } = failingWith([failure({ code })]);
    const error = await failureOf(
      retryAsync(operation, 'test.write', optionsWith({ deps: time.deps, carriesId: true })),
    );
    expect(calls()).toBe(1);
    expect(error).toMatchObject({ attempts: 1, stoppedBy: 'notRetryable' });
  });

  it.each([1, 2, 13, 16])('code %i is repeated only for an operation that carries an id', async code => {
    const { deps } = virtualTime();
    const bare = failingWith([failure({ code })]);
    const error = await failureOf(retryAsync(bare.operation, 'test.write', optionsWith({ deps })));
    expect(error.outcomeUnknown).toBe(true);
    expect(bare.calls()).toBe(1);

    const withId = failingWith([failure({ code })]);
    await expect(
      retryAsync(withId.operation, 'test.write', optionsWith({ deps, carriesId: true })),
    ).resolves.toBe('done');
    expect(withId.calls()).toBe(2);
  });

  it('a server over its limit is asked again only after a second or more', async () => {
    const time = virtualTime({ random: () => 0 });
    const { operation } = failingWith([failure({ code: 8 }), failure({ code: 8 })]);
    const options = optionsWith({ profile: 'contention', deps: time.deps });
    await retryAsync(operation, 'test.read', options);
    expect(time.sleptMs).toEqual([1_000, 1_000]);
  });

  it('an operation that throws before it returns a promise is treated alike', async () => {
    const { deps } = virtualTime();
    const operation = (): Promise<never> => {
      throw permissionDenied();
    };
    await expect(retryAsync(operation, 'test.read', optionsWith({ deps }))).rejects.toBeInstanceOf(ApiError);
  });

  it('each attempt is told its number, the time spent and the time left', async () => {
    const time = virtualTime({ random: () => 0.5 });
    const seen: unknown[] = [];
    await retryAsync(
      async ({ number, elapsedMs, remainingMs, signal }) => {
        seen.push({ number, elapsedMs, remainingMs, aborted: signal.aborted });
        if (number < 2) throw unavailable();
      },
      'test.read',
      optionsWith({ deps: time.deps, deadlineMs: 1_000 }),
    );
    expect(seen).toEqual([
      { number: 1, elapsedMs: 0, remainingMs: 1_000, aborted: false },
      { number: 2, elapsedMs: 50, remainingMs: 950, aborted: false },
    ]);
  });
});

describe('when it gives up', () => {
  it('the ApiError names operation, attempts, time and cause, and quotes nothing of the cause', async () => {
    const { deps } = virtualTime({ random: () => 0.5 });
    const cause = failure({ code: 14, message: 'users/jane@example.com is not reachable' });
    const error = await failureOf(
      retryAsync(() => Promise.reject(cause), 'stripe.createRefund', optionsWith({ deps })),
    );
    expect(error).toMatchObject({
      name: 'ApiError',
      operation: 'stripe.createRefund',
      attempts: 4,
      elapsedMs: 350,
      stoppedBy: 'attemptsUsedUp',
      outcomeUnknown: true,
      classification: { kind: 'unknownOutcome', reason: 'unavailable' },
    });
    expect(error.cause).toBe(cause);
    expect(error.message).toBe(
      'stripe.createRefund failed after 4 attempts in 350 ms: unknownOutcome/unavailable (attemptsUsedUp)',
    );
  });

  it('an outcome left open by an earlier attempt stays open when the last one was refused', async () => {
    const { deps } = virtualTime();
    const { operation } = failingWith([unavailable(), permissionDenied()]);
    const error = await failureOf(retryAsync(operation, 'test.write', optionsWith({ deps })));
    expect(error).toMatchObject({ classification: { kind: 'permanent' }, outcomeUnknown: true });
  });

  it('it neither exceeds its attempts nor waits past its deadline, whatever fails and however long it takes', async () => {
    const anyFailure = fc.record({
      code: fc.integer({ min: 1, max: 16 }),
      tookMs: fc.integer({ min: 0, max: 3_000 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyFailure, { maxLength: 30 }),
        fc.record({
          profile: fc.constantFrom('contention' as const, 'network' as const),
          jitter: fc.constantFrom('full' as const, 'tenPercent' as const),
          maxAttempts: fc.integer({ min: 1, max: 12 }),
          deadlineMs: fc.integer({ min: 1, max: 30_000 }),
          carriesId: fc.boolean(),
        }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        async (failures, options, randoms) => {
          const time = virtualTime({ random: () => randoms.next().value ?? 0 });
          const startedAtMs = time.nowMs();
          const attemptedAtMs: number[] = [];
          let calls = 0;
          const operation = async (): Promise<void> => {
            attemptedAtMs.push(time.nowMs() - startedAtMs);
            const planned = failures[calls];
            calls += 1;
            if (planned === undefined) return;
            time.advance(planned.tookMs);
            throw failure({ code: planned.code });
          };
          const settings = optionsWith({ ...options, deps: time.deps });
          await retryAsync(operation, 'test.any', settings).catch((error: unknown) => {
            expect(error).toMatchObject({ name: 'ApiError', attempts: calls });
          });
          expect(Math.max(...attemptedAtMs)).toBeLessThan(options.deadlineMs);
          expect(calls).toBeLessThanOrEqual(options.maxAttempts);
          expect(time.sleptMs.length).toBe(calls - 1);
        },
      ),
    );
  });

  it.each([{ maxAttempts: 0 }, { maxAttempts: 1.5 }, { deadlineMs: 0 }, { deadlineMs: Number.NaN }])(
    'impossible options (%p) are refused before anything runs',
    async options => {
      const { operation, calls } = failingWith([]);
      await expect(retryAsync(operation, 'test.read', options)).rejects.toBeInstanceOf(RangeError);
      expect(calls()).toBe(0);
    },
  );
});
