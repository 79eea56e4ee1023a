import { curveChart } from './curve.ts';
import { apart } from './labels.ts';

const curve = (series: Record<string, [number, number][]>) => ({
  title: 'Latency over clients',
  x: 'clients at once',
  y: 'p95, milliseconds',
  series,
});
const chart = (series: Record<string, [number, number][]>) =>
  String(curveChart({ id: 'x', curve: curve(series) }));

test('axes say their units, and that they are logarithmic where they are', () => {
  const markup = chart({
    lane: [
      [1, 5],
      [100, 500],
    ],
  });
  expect(markup).toContain('clients at once, log scale');
  expect(markup).toContain('p95, milliseconds, log scale');
});

test('few places that were measured are named, and none between them', () => {
  const ticks = [
    ...chart({
      lane: [
        [1, 5],
        [2, 6],
        [4, 7],
      ],
    }).matchAll(/class="tick" text-anchor="(?:middle|end|start)">([\d.]+)</g),
  ];
  expect(ticks.map(found => found[1])).toEqual(expect.arrayContaining(['1', '2', '4']));
  expect(ticks.map(found => found[1])).not.toContain('3');
});

test('each line is named where it ends; lines of one colour differ by their dashes', () => {
  const markup = chart({ lane: [[1, 5]], runTransaction: [[1, 50]], incrementBatch: [[1, 20]] });
  for (const label of ['Seatbelt', 'runTransaction', 'increment() batch'])
    expect(markup).toContain(`>${label}</text>`);
  const dashes = [...markup.matchAll(/<g class="peer"><path class="line" stroke-dasharray="([^"]*)"/g)];
  expect(new Set(dashes.map(found => found[1])).size).toBe(2);
});

test('points that came in any order make one line from left to right', () => {
  expect(
    chart({
      lane: [
        [4, 7],
        [1, 5],
        [2, 6],
      ],
    }),
  ).toBe(
    chart({
      lane: [
        [1, 5],
        [2, 6],
        [4, 7],
      ],
    }),
  );
});

test.each([
  ['one point', { lane: [[3, 7]] }],
  [
    'zeros',
    {
      lane: [
        [0, 0],
        [0, 0],
      ],
    },
  ],
  [
    'huge values',
    {
      lane: [
        [1, 1],
        [1e12, 1e15],
      ],
    },
  ],
] as [string, Record<string, [number, number][]>][])('%s: the picture stays whole', (_, series) => {
  expect(chart(series)).not.toMatch(/NaN|Infinity/);
});

test('without points there is no picture', () => {
  expect(chart({})).toBe('');
  expect(chart({ lane: [] })).toBe('');
});

test('labels that would cover each other move apart, in their order, within the picture', () => {
  const places = apart({ wished: [100, 102, 101, 20], gap: 13, from: 0, to: 110 });
  const sorted = [...places].sort((a, b) => a - b);
  sorted.slice(1).forEach((place, index) => {
    expect(place - (sorted[index] ?? 0)).toBeGreaterThanOrEqual(13);
  });
  expect(Math.max(...places)).toBeLessThanOrEqual(110);
  expect(places[3]).toBe(20);
  expect((places[1] ?? 0) > (places[2] ?? 0)).toBe(true);
});
