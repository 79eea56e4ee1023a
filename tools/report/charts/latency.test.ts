import { latencyHistogram } from '../../results/histogram.ts';
import { latencyChart } from './latency.ts';
import { bucketsOf } from './ridge.ts';

const subject = (label: string, latenciesMs: readonly number[], isOurs = true) => ({
  name: label,
  label,
  isOurs,
  figures: {
    p50Ms: latenciesMs[0] ?? 0,
    p95Ms: latenciesMs.at(-1) ?? 0,
    perSecond: 1,
    errors: 0,
    histogram: latencyHistogram(latenciesMs),
  },
});

const chart = (subjects: ReturnType<typeof subject>[]) =>
  String(latencyChart({ id: 'x', title: 'Latency, x', subjects }));

const numbersOf = (markup: string, pattern: RegExp) =>
  [...markup.matchAll(pattern)].map(found => Number(found[1]));

test('what is slower stands further to the right, on an axis that says it is logarithmic', () => {
  const markup = chart([subject('Seatbelt', [5, 10]), subject('peer', [500, 1_000], false)]);
  const [ours = 0, peer = 0] = numbersOf(markup, /class="p50" cx="([\d.]+)"/g);
  expect(peer).toBeGreaterThan(ours);
  expect(markup).toContain('milliseconds, log scale');
});

test('ours and peers differ by more than their place', () => {
  const markup = chart([subject('Seatbelt', [5]), subject('peer', [500], false)]);
  expect(markup).toMatch(/<g class="ours">.*<g class="peer">/s);
});

test('the picture says in words what it shows', () => {
  const markup = chart([subject('Seatbelt', [5, 10])]);
  expect(markup).toContain('<title id="x-t">Latency, x</title>');
  expect(markup).toContain('Seatbelt: half of the calls within 5 ms, 95 % within 10 ms.');
});

test('a way without single latencies still has its marks', () => {
  const { figures, ...rest } = subject('Seatbelt', [5, 10]);
  const { histogram: _, ...without } = figures;
  const markup = String(latencyChart({ id: 'x', title: 'x', subjects: [{ ...rest, figures: without }] }));
  expect(markup).toContain('class="p50"');
  expect(markup).not.toContain('class="area"');
});

test.each([
  ['one call', [7]],
  ['calls of minutes', [90_000, 1e9]],
  ['a call too short to measure', [0, 0.2]],
])('%s: every mark lies within the picture', (_, latencies) => {
  const markup = chart([subject('Seatbelt', latencies)]);
  expect(markup).not.toMatch(/NaN|Infinity/);
  for (const x of numbersOf(markup, /c?x="([-\d.]+)"/g)) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(360);
  }
});

test('where nothing was measured there is no picture', () => {
  expect(chart([])).toBe('');
  expect(
    chart([subject('Seatbelt', [0])].map(each => ({ ...each, figures: { ...each.figures, histogram: [] } }))),
  ).toBe('');
});

test('buckets without calls between others stay, those around them go', () => {
  expect(bucketsOf([0, 2, 0, 1, 0]).map(({ count }) => count)).toEqual([2, 0, 1]);
  expect(bucketsOf([0, 0])).toEqual([]);
});

test('pictures that share an axis put the same wait at the same place', () => {
  const both = [subject('enroll', [5]), subject('pay', [5, 900])];
  const places = both.map(
    each =>
      String(latencyChart({ id: 'x', title: 'x', subjects: [each], beside: both })).match(
        /class="p50" cx="([\d.]+)"/,
      )?.[1],
  );
  expect(places[0]).toBe(places[1]);
});
