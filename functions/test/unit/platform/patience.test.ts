import { Readable } from 'node:stream';
import { Patience } from '../../../src/platform/patience.ts';

/** A stream that never says anything, and what became of it. */
function silent() {
  const stream = new Readable({ objectMode: true, read: () => undefined });
  const errors: unknown[] = [];
  stream.on('error', error => errors.push(error));
  return { patience: new Patience(stream), errors, stream };
}

const pass = (seconds: number) => jest.advanceTimersByTimeAsync(seconds * 1_000);

describe('a stream that says nothing', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is ended as timed out once somebody has waited for it for twenty seconds', async () => {
    const { errors } = silent();
    await pass(19);
    expect(errors).toEqual([]);
    await pass(6);
    expect(errors).toEqual([expect.objectContaining({ code: 4 })]);
  });

  it('is left alone while nobody waits for it', async () => {
    const { patience, errors } = silent();
    patience.rest();
    await pass(600);
    expect(errors).toEqual([]);
    patience.begin();
    await pass(26);
    expect(errors).toHaveLength(1);
  });

  it('is watched no more when its reader is done', async () => {
    const { patience, errors } = silent();
    patience.end();
    await pass(600);
    expect(errors).toEqual([]);
  });
});
