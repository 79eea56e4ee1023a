import { markRowsOf } from './marks.ts';
import { meansOf, stripsOf } from './strips.ts';
import { timelineChart } from './timeline.ts';

const timeline = (changes: object = {}) => ({
  secondsPerBin: 2,
  series: { acknowledged: [10, 20, 0] },
  marks: [{ atSeconds: 3, what: 'instance 1 killed' }],
  ...changes,
});

const chart = (changes: object = {}) =>
  String(
    timelineChart({
      id: 'x',
      title: 'Over time',
      timeline: timeline(changes),
      marksAre: 'faults',
      size: 'wide',
    }),
  );

test('counts of a bin are shown by the second, times as they are', () => {
  const strips = stripsOf(timeline({ series: { acknowledged: [10, 20], 'p95 ms': [80, 90] } }));
  expect(strips.map(({ values, peak, unit }) => ({ values, peak, unit }))).toEqual([
    { values: [5, 10], peak: 10, unit: ' a second' },
    { values: [80, 90], peak: 90, unit: '' },
  ]);
});

test('of many operations their sum comes first, then how it went, then the most frequent', () => {
  const series = { rare: [1], often: [9], some: [5], seldom: [2], failed: [3], retries: [4], 'p95 ms': [80] };
  expect(stripsOf(timeline({ series, secondsPerBin: 1 })).map(({ name, peak }) => [name, peak])).toEqual([
    ['all answers', 17],
    ['failed', 3],
    ['retries', 4],
    ['p95 ms', 80],
    ['often', 9],
    ['some', 5],
    ['seldom', 2],
    ['rare', 1],
  ]);
});

test('failures keep their strip, however many operations there are', () => {
  const operations = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`operation${index}`, [index]]),
  );
  const names = stripsOf(timeline({ series: { ...operations, failed: [0] } })).map(({ name }) => name);
  expect(names).toContain('failed');
  expect(names.length).toBeLessThan(12);
});

test('a fault has a triangle, and a line through all strips at its second', () => {
  const markup = chart();
  expect(markup.match(/class="fault"/g)).toHaveLength(1);
  expect(markup).toContain('▲ instance 1 killed<');
  // Second 3 of 6 is the middle.
  expect(markup).toContain('<line class="fault" x1="500"');
});

test('faults of one kind share a row, whichever instance they hit', () => {
  const marks = [
    { atSeconds: 1, what: 'instance 1 killed' },
    { atSeconds: 5, what: 'emulator paused for 2 s' },
    { atSeconds: 9, what: 'instance 2 killed' },
    { atSeconds: 12, what: 'emulator paused for 3.5 s' },
  ];
  expect(markRowsOf({ marks, are: 'faults' })).toEqual([
    { what: 'instance killed', kind: 'fault', atSeconds: [1, 9] },
    { what: 'emulator paused', kind: 'fault', atSeconds: [5, 12] },
  ]);
});

test('faults that say the same keep their own words', () => {
  const marks = [1, 5].map(atSeconds => ({ atSeconds, what: 'emulator paused for 2 s' }));
  expect(markRowsOf({ marks, are: 'faults' })).toEqual([
    { what: 'emulator paused for 2 s', kind: 'fault', atSeconds: [1, 5] },
  ]);
});

test('of many kinds the rarest share a row, and none is left out', () => {
  const kinds = ['a', 'b', 'c', 'd', 'f', 'g', 'h', 'i', 'j', 'k'];
  const marks = kinds.flatMap((what, index) =>
    Array.from({ length: 12 - index }, () => ({ atSeconds: index, what })),
  );
  const rows = markRowsOf({ marks, are: 'faults' });
  expect(rows).toHaveLength(8);
  expect(rows.at(-1)?.what).toBe('others');
  expect(rows.reduce((sum, { atSeconds }) => sum + atSeconds.length, 0)).toBe(marks.length);
});

test('the end of a load is no fault', () => {
  const markup = chart({ marks: [{ atSeconds: 5, what: 'end of the load' }] });
  expect(markup).toContain('△ end of the load<');
  expect(markup).not.toContain('class="fault"');
});

test('a step of an undisturbed run is no fault, and one after all answers does not press them together', () => {
  const marks = [{ atSeconds: 60, what: 'all of them again' }];
  const drawn = (given: ReturnType<typeof timeline>) =>
    String(timelineChart({ id: 'x', title: 'x', timeline: given, marksAre: 'milestones', size: 'wide' }));
  const areaOf = (markup: string) => /class="area" d="([^"]*)"/.exec(markup)?.[1];
  expect(drawn(timeline({ marks }))).toContain('△ all of them again<');
  expect(areaOf(drawn(timeline({ marks })))).toBe(areaOf(drawn(timeline({ marks: [] }))));
});

test('faults on the wire are no answers', () => {
  const series = { a: [1], b: [1], c: [1], d: [1], 'faults on the wire': [50] };
  expect(stripsOf(timeline({ series, secondsPerBin: 1 }))[0]).toMatchObject({ name: 'all answers', peak: 4 });
});

test('a run without faults says nothing of any', () => {
  const markup = chart({ marks: [] });
  expect(markup).not.toContain('fault');
  expect(markup).not.toContain('Meanwhile');
});

test('nothing counted is a flat line that says none', () => {
  const markup = chart({ series: { errors: [0, 0, 0] } });
  expect(markup).toContain('none');
  expect(markup).not.toMatch(/NaN|Infinity/);
});

test.each([
  ['one bin', { series: { acknowledged: [7] }, marks: [] }],
  ['huge counts', { series: { acknowledged: [9e14, 1, 5e15] } }],
  ['a fault after the last bin', { marks: [{ atSeconds: 40, what: 'late' }] }],
])('%s: the picture stays whole', (_, changes) => {
  expect(chart(changes)).not.toMatch(/NaN|Infinity/);
});

test('without a series there is no picture', () => {
  expect(chart({ series: {} })).toBe('');
  expect(chart({ series: { acknowledged: [] } })).toBe('');
});

test('bins too narrow to be seen are drawn as their mean, the last with what is left', () => {
  expect(meansOf([1, 3, 5, 7, 10], 2)).toEqual([2, 6, 10]);
  expect(meansOf([1, 3], 1)).toEqual([1, 3]);
});

test('an hour by the second is no longer to draw than a minute of changes', () => {
  const hour = Array.from({ length: 3_600 }, (_, index) => index % 7);
  expect(chart({ series: { acknowledged: hour }, secondsPerBin: 1, marks: [] }).length).toBeLessThan(8_000);
});
