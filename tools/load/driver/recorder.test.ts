import { Recorder, type Sample } from './recorder.ts';

const sample = (more: Partial<Sample>): Sample => ({
  operation: 'enroll',
  latencyMs: 5,
  end: 'ok',
  retries: [],
  ...more,
});

test('answers, refusals and failures are counted apart, each by its reason', () => {
  const recorder = new Recorder();
  recorder.record(sample({}));
  recorder.record(sample({ end: 'refused', reason: 'SOLD_OUT' }));
  recorder.record(sample({ end: 'failed', reason: 'INTERNAL', retries: ['ECONNRESET', 'ECONNRESET'] }));
  expect(recorder.operations.get('enroll')).toMatchObject({ ok: 1, refused: 1, failed: 1, retries: 2 });
  expect([...recorder.refusals]).toEqual([['enroll: SOLD_OUT', 1]]);
  expect([...recorder.failures]).toEqual([['enroll: INTERNAL', 1]]);
  expect([...recorder.retryReasons]).toEqual([['enroll: ECONNRESET', 2]]);
  expect(recorder.bins.reduce((sum, bin) => sum + bin.failed, 0)).toBe(1);
});

test('what was recorded while everything warmed up does not count', () => {
  const recorder = new Recorder();
  recorder.record(sample({ end: 'failed' }));
  recorder.restart();
  expect(recorder.operations.size + recorder.failures.size + recorder.bins.length).toBe(0);
});
