import { figuresOf, inSequence, type Round, ratio } from './figures.ts';
import type { Sample } from './protocol.ts';

const answered = (latencyMs: number): Sample => ({
  index: 0,
  latencyMs,
  kind: 'answered',
  answer: 'applied',
});
const failed = (latencyMs: number): Sample => ({ index: 0, latencyMs, kind: 'error', message: 'ABORTED' });

const round = (samples: Sample[]): Round => ({
  samples,
  elapsedMs: Math.max(...samples.map(sample => sample.latencyMs)),
  lost: 0,
  doubled: 0,
});

test('one slow round of three does not decide', () => {
  const rounds = [round([answered(10)]), round([answered(900)]), round([answered(12)])];
  expect(figuresOf(rounds)).toMatchObject({ p50Ms: 12, p95Ms: 12 });
});

test('a caller who waited for an error waited too, but was not served', () => {
  const figures = figuresOf([round([answered(100), failed(2_000)])]);
  expect(figures).toMatchObject({ p95Ms: 2_000, perSecond: 0.5, errors: 1 });
});

test('errors, lost and doubled of all rounds count', () => {
  const bad = { ...round([failed(1)]), lost: 2, doubled: 3 };
  expect(figuresOf([bad, bad])).toMatchObject({ errors: 2, lost: 4, doubled: 6 });
});

test('calls made one after the other are one round that took as long as all of them', () => {
  const figures = figuresOf([
    inSequence([round([answered(4)]), round([answered(6)]), round([answered(10)])]),
  ]);
  expect(figures).toMatchObject({ p50Ms: 6, p95Ms: 10, perSecond: 150 });
});

test('a ratio is ours divided by the peer’s, and none where the peer has no time', () => {
  expect(ratio({ ours: 50, peer: 1_000 })).toBe(0.05);
  expect(() => ratio({ ours: 1, peer: 0 })).toThrow('says nothing');
});
