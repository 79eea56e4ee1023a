import { sharesChart } from './shares.ts';

const words = { good: 'noticed', bad: 'survived', none: 'no test there' };
const chart = (rows: Parameters<typeof sharesChart>[0]['rows']) =>
  String(sharesChart({ id: 'x', title: 'Damages', rows, words }));

test('every row is as long as the others, divided by what became of its pieces', () => {
  const markup = chart([
    { label: 'money', good: 3, bad: 1, none: 0 },
    { label: 'units', good: 300, bad: 0, none: 100 },
  ]);
  const widths = [...markup.matchAll(/class="share (\w+)" x="[\d.]+" y="(?:4|26)" width="([\d.]+)"/g)].map(
    found => [found[1], Number(found[2])],
  );
  expect(widths).toEqual([
    ['good', 145.5],
    ['bad', 48.5],
    ['good', 145.5],
    ['none', 48.5],
  ]);
  expect(markup).toContain('3 of 4');
});

test('the parts are told in words', () => {
  expect(chart([{ label: 'money', good: 3, bad: 1, none: 2 }])).toContain(
    'money: noticed 3, survived 1, no test there 2.',
  );
});

test('a part without any damage has no row, and no rows make no picture', () => {
  expect(chart([{ label: 'money', good: 0, bad: 0, none: 0 }])).toBe('');
});
