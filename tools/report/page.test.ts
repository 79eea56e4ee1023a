import { latencyHistogram } from '../results/histogram.ts';
import type { RunRecord } from '../results/run-record.ts';
import { expectedRuns } from './expected-runs.ts';
import { aRun } from './fixtures/run.ts';
import { overviewOf } from './overview.ts';
import { pageOf } from './page.ts';

const evil = `<img src=x onerror="alert('1')">&`;
const figures = {
  p50Ms: 5,
  p95Ms: 9,
  perSecond: 100,
  errors: 0,
  histogram: latencyHistogram([5, 9]),
};

/** Every text that a record can hold is the same hostile one. */
const hostile: Partial<RunRecord> = {
  summary: evil,
  commit: evil,
  machine: {
    cpu: evil,
    cores: 2,
    memoryGiB: 8,
    os: evil,
    node: evil,
    java: evil,
    versions: { [evil]: evil },
  },
  subjects: { [evil]: figures, lane: figures },
  ratios: { [evil]: 1, [`p95 lane/${evil}`]: 2 },
  measures: { [evil]: 1 },
  timeline: { secondsPerBin: 1, series: { [evil]: [1, 2] }, marks: [{ atSeconds: 1, what: evil }] },
  curves: [{ title: evil, x: evil, y: evil, series: { [evil]: [[1, 2]] } }],
  checks: [{ invariant: evil, checked: 1, broken: 1 }],
  bars: [
    { what: evil, must: { kind: 'atMost', value: 1 }, measured: 2, unit: evil },
    { what: evil, must: { kind: 'exactly', value: 0 }, measured: 1, unit: evil },
  ],
  listings: [{ title: evil, columns: [evil, 'ms'], rows: [[evil, 3]] }],
  notes: [evil],
};

const pageWith = (records: readonly RunRecord[]): string => {
  const costs = [{ operation: evil, reads: 1, writes: 4, note: evil }];
  return pageOf({ overview: overviewOf({ records, expected: expectedRuns }), costs, css: 'p{margin:0}' });
};
/** Of every kind one, since each has its part of the page. */
const names = [
  'hot-enrollment',
  'cold-start',
  'load-faults',
  'simulate',
  'mutation-money',
  'sabotage',
  'fuzz',
];
const everyKind = (changes: Partial<RunRecord>): RunRecord[] =>
  names.map(name => {
    const kind = expectedRuns.find(expected => expected.name === name)?.kind ?? 'tests';
    return aRun({ ...changes, name, kind });
  });

test('nothing that a record says becomes part of the page’s own markup', () => {
  const page = pageWith(everyKind(hostile));
  expect(page).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;');
  expect(page).not.toContain('<img');
  const tags = page.match(/<[^>]*>/g) ?? [];
  expect(tags.filter(tag => /\son\w+=|src=/.test(tag.replace(/"[^"]*"/g, '""')))).toEqual([]);
});

test('the page asks the network for nothing and runs no script', () => {
  const page = pageWith(everyKind(hostile));
  expect(page).not.toMatch(/<script|<link|@import|url\(|https?:/i);
  expect(page).toContain('default-src &#39;none&#39;');
});

test('every id is on the page once, and every reference finds its own', () => {
  const page = pageWith(everyKind({ ...hostile, ...{ commit: 'abc' } }));
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(found => found[1]);
  expect(new Set(ids).size).toBe(ids.length);
  const wanted = [...page.matchAll(/aria-labelledby="([^"]+)"| href="#([^"]+)"/g)].flatMap(found =>
    (found[1] ?? found[2] ?? '').split(' '),
  );
  expect(wanted.filter(id => !ids.includes(id))).toEqual([]);
  expect(wanted.length).toBeGreaterThan(10);
});

test('headings go down one step at a time', () => {
  const page = pageWith(everyKind(hostile));
  const levels = [...page.matchAll(/<h([1-6])/g)].map(found => Number(found[1]));
  expect(levels.filter(level => level === 1)).toHaveLength(1);
  const steps = levels.slice(1).map((level, index) => level - (levels[index] ?? 0));
  expect(steps.filter(step => step > 1)).toEqual([]);
});

test('a run that was never made is told as not run, with its command, and the claim is narrowed', () => {
  const held = aRun({ checks: [{ invariant: 'seats', checked: 5, broken: 0 }] });
  const page = pageWith([held]);
  expect(page).toContain('<strong>load-faults</strong> not run: <code>npm run load-test:faults</code>');
  expect(page).toContain('Every invariant held each time it was looked at, in the runs that were made.');
  // In the table of all runs, too.
  expect(page).toMatch(
    /<th scope="row"[^>]*>load-faults<span class="note"><code>npm run load-test:faults<.*?not run</s,
  );
});

test('a broken invariant and a missed bar are the first thing said', () => {
  const page = pageWith([aRun(hostile)]);
  expect(page).toContain('1 invariant did not hold, 2 bars of 2 missed.');
  expect(page).not.toContain('Every invariant held');
});

test('without any run the page claims nothing', () => {
  const page = pageWith([]);
  expect(page).toContain('Nothing was run yet, so nothing is proven.');
  expect(page).not.toContain('class="tag good"');
});

test('runs that had nothing to reach prove nothing', () => {
  expect(pageWith([aRun()])).toContain('What was run had nothing to reach.');
});

test('an invariant that nobody looked at is not told as held', () => {
  const page = pageWith([aRun({ checks: [{ invariant: 'seats', checked: 0, broken: 0 }] })]);
  expect(page).not.toContain('Every invariant held');
  expect(page).toContain('<strong>seats</strong> not looked at in hot-enrollment');
});

test('figures of another commit are marked where they are claimed and where they are listed', () => {
  const old = aRun({ name: 'fuzz', commit: 'old', startedAt: '2026-03-01T00:00:00.000Z' });
  const page = pageWith([old, aRun({ commit: 'new' })]);
  expect(page).toContain('<strong>fuzz</strong> measured on commit old, not on new');
  expect(page).toContain('another commit');
});
