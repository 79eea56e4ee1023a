import type { RunRecord } from '../../results/run-record.ts';
import { type ShareRow, sharesChart } from '../charts/shares.ts';
import { idOf } from '../charts/svg.ts';
import { html, type Markup, nothing } from '../html/markup.ts';

const fates = { Noticed: 'good', Survived: 'bad', Untouched: 'none' } as const;
const named = /^(\w+?)(Noticed|Survived|Untouched|PercentOfTouched)$/;

/** What became of the damages in each part of the rules: `moneyNoticed`, `moneySurvived`, `moneyUntouched`. */
export function mutationParts(runs: readonly Pick<RunRecord, 'measures'>[]): Markup {
  const rows = new Map<string, ShareRow>();
  for (const [measure, value] of runs.flatMap(({ measures }) => Object.entries(measures))) {
    const [, part = '', fate = ''] = named.exec(measure) ?? [];
    if (part === '' || !(fate === 'Noticed' || fate === 'Survived' || fate === 'Untouched')) continue;
    const row = rows.get(part) ?? { label: part, good: 0, bad: 0, none: 0 };
    rows.set(part, { ...row, [fates[fate]]: value });
  }
  const chart = sharesChart({
    id: idOf('shares', 'mutation'),
    title: 'What became of the damages',
    rows: [...rows.values()],
    words: { good: 'noticed', bad: 'survived', none: 'no test there' },
  });
  return String(chart) === '' ? nothing : html`<div class="picture">${chart}</div>`;
}

/** Without the measures that the picture shows: its figures stand in the bars, too. */
export function withoutParts(run: RunRecord): RunRecord {
  const rest = Object.entries(run.measures).filter(([measure]) => !named.test(measure));
  return { ...run, measures: Object.fromEntries(rest) };
}
