import type { RunRecord } from '../../results/run-record.ts';
import { html, type Markup, nothing } from '../html/markup.ts';
import { details } from '../html/parts.ts';
import { type Column, table } from '../html/table.ts';
import { capitalized, counted, exactly, roughly } from '../numbers.ts';
import { ratioLabel } from '../subjects.ts';

type Listing = RunRecord['listings'][number];
/** Longer lists are folded away: they are looked up, not read. */
const OPEN_UP_TO = 12;
/** Unless they are what the run was made for. */
const MAIN_KINDS: readonly RunRecord['kind'][] = ['sabotage', 'hostile'];

/** What a run measured beside its latencies: single figures and lists. */
export function moreFigures(run: RunRecord): Markup {
  const openUpTo = MAIN_KINDS.includes(run.kind) ? Number.POSITIVE_INFINITY : OPEN_UP_TO;
  return html`${figureList(run)}${run.listings.map(each => listing({ given: each, openUpTo }))}`;
}

function figureList({ measures, ratios }: Pick<RunRecord, 'measures' | 'ratios'>): Markup {
  const items = [
    ...Object.entries(measures).map(([name, value]) => ({ name, value: roughly(value) })),
    ...Object.entries(ratios).map(([name, value]) => ({ name: ratioLabel(name), value: exactly(value) })),
  ];
  if (items.length === 0) return nothing;
  return html`<dl class="figures">${items.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function listing({ given, openUpTo }: { given: Listing; openUpTo: number }): Markup {
  const { columns, rows } = given;
  const title = capitalized(given.title);
  if (rows.length === 0) return html`<p class="listing"><strong>${title}</strong>: none.</p>`;
  const shown = table({ label: title, columns: columnsOf(given), rows: rows.map(row => row.map(cellOf)) });
  if (rows.length <= openUpTo) return html`<h3 class="listing">${title}</h3>${shown}`;
  const summary = html`<span class="detailName">${title}</span> <span class="detailNote">${counted(rows.length, 'row')}: ${columns.join(', ')}</span>`;
  return details({ summary, body: shown });
}

const cellOf = (cell: string | number): string => (typeof cell === 'number' ? exactly(cell) : cell);

const PROSE_LETTERS = 40;

/** A column of figures is set like figures, one of sentences like sentences. */
function columnsOf({ columns, rows }: Listing): Column[] {
  return columns.map((name, index) => {
    const cells = rows.map(row => row[index]);
    if (cells.every(cell => typeof cell === 'number')) return { name, style: 'number' };
    const isProse = cells.some(cell => typeof cell === 'string' && cell.length > PROSE_LETTERS);
    return isProse ? { name, style: 'prose' } : { name };
  });
}
