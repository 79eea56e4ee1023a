import {
  RetryMetrics,
  registerMetricsSource,
  retryAsync,
  withRetryMetrics,
} from '../../../src/platform/retry/index.ts';
import { ampleBudget, permissionDenied, unavailable, virtualTime } from './virtual-time.ts';

beforeEach(() => RetryMetrics.reset());

const options = () => ({ budget: ampleBudget(), deps: virtualTime().deps });

function failingOnce(): () => Promise<string> {
  let calls = 0;
  return async () => {
    calls += 1;
    if (calls === 1) throw unavailable();
    return 'done';
  };
}

describe('RetryMetrics', () => {
  it('a call that needed a second attempt is one success with one retry', async () => {
    await retryAsync(failingOnce(), 'test.a', options());
    expect(RetryMetrics.getMetrics().operations['test.a']).toEqual({
      calls: 1,
      attempts: 2,
      retries: 1,
      successes: 1,
      failures: 0,
      giveUps: 0,
    });
  });

  it('giving up is told from a failure that no attempt could cure', async () => {
    await retryAsync(() => Promise.reject(unavailable()), 'test.a', options()).catch(() => undefined);
    await retryAsync(() => Promise.reject(permissionDenied()), 'test.b', options()).catch(() => undefined);
    const { operations, totals } = RetryMetrics.getMetrics();
    expect(operations['test.a']).toMatchObject({ attempts: 4, retries: 3, failures: 1, giveUps: 1 });
    expect(operations['test.b']).toMatchObject({ attempts: 1, retries: 0, failures: 1, giveUps: 0 });
    expect(totals).toEqual({ calls: 2, attempts: 5, retries: 3, successes: 0, failures: 2, giveUps: 1 });
  });

  it('withRetryMetrics around retryAsync of the same name counts nothing twice', async () => {
    await withRetryMetrics('test.a', () => retryAsync(failingOnce(), 'test.a', options()));
    expect(RetryMetrics.getMetrics().totals).toEqual({
      calls: 1,
      attempts: 2,
      retries: 1,
      successes: 1,
      failures: 0,
      giveUps: 0,
    });
  });

  it('withRetryMetrics counts an operation that nobody repeats and passes its error on unchanged', async () => {
    const error = permissionDenied();
    await expect(withRetryMetrics('test.a', () => Promise.reject(error))).rejects.toBe(error);
    await expect(withRetryMetrics('test.a', async () => 7)).resolves.toBe(7);
    expect(RetryMetrics.getMetrics().operations['test.a']).toMatchObject({
      calls: 2,
      attempts: 2,
      successes: 1,
      failures: 1,
    });
  });

  it('calls of different names that run at once are kept apart', async () => {
    await Promise.all([
      withRetryMetrics('test.a', () => retryAsync(failingOnce(), 'test.a', options())),
      withRetryMetrics('test.b', () => retryAsync(async () => 'done', 'test.b', options())),
    ]);
    const { operations } = RetryMetrics.getMetrics();
    expect(operations['test.a']).toMatchObject({ calls: 1, attempts: 2 });
    expect(operations['test.b']).toMatchObject({ calls: 1, attempts: 1 });
  });

  it('names without end do not fill the memory', async () => {
    for (let id = 0; id < 500; id += 1) await withRetryMetrics(`test.payment-${id}`, async () => id);
    const { operations, totals } = RetryMetrics.getMetrics();
    expect(Object.keys(operations).length).toBeLessThanOrEqual(201);
    expect(totals.calls).toBe(500);
  });

  it('another layer’s totals stand beside ours, read when asked for', () => {
    let commits = 1;
    registerMetricsSource('test-lane', () => ({ commits }));
    commits = 5;
    expect(RetryMetrics.getMetrics().sources['test-lane']).toEqual({ commits: 5 });
  });

  it('a snapshot does not change afterwards', async () => {
    const before = RetryMetrics.getMetrics();
    await withRetryMetrics('test.a', async () => undefined);
    expect(before.totals.calls).toBe(0);
  });
});
