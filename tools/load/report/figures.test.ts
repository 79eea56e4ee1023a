import { Recorder } from '../driver/recorder.ts';
import { allOf, errorPercent, figuresOf, seriesOf } from './figures.ts';

function recorded(): Recorder {
  const recorder = new Recorder();
  for (let latencyMs = 1; latencyMs <= 98; latencyMs += 1)
    recorder.record({ operation: 'enroll', latencyMs, end: 'ok', retries: [] });
  recorder.record({ operation: 'enroll', latencyMs: 99, end: 'refused', reason: 'SOLD_OUT', retries: [] });
  recorder.record({ operation: 'pay', latencyMs: 100, end: 'failed', reason: 'X', retries: ['Y'] });
  return recorder;
}

test('percentiles are of all intents, those that failed included; a rate is of answers alone', () => {
  const figures = figuresOf({ of: allOf(recorded().operations), seconds: 9 });
  expect(figures).toMatchObject({ p50Ms: 50, p95Ms: 95, p99Ms: 99, maxMs: 100, perSecond: 11 });
  expect(figures).toMatchObject({ errors: 1, refused: 1, retries: 1 });
  expect(figures.histogram.reduce((sum, count) => sum + count, 0)).toBe(100);
});

test('a refusal is a right answer and no error', () => {
  expect(errorPercent(allOf(recorded().operations))).toBe(1);
});

test('every second tells its answers, failures and retries', () => {
  const series = seriesOf(recorded());
  const sumOf = (name: string) => (series[name] ?? []).reduce((sum, count) => sum + count, 0);
  expect([sumOf('enroll'), sumOf('pay'), sumOf('failed'), sumOf('retries')]).toEqual([99, 0, 1, 1]);
});
