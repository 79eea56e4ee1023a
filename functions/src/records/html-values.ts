import type { Enrollment } from '../enrollments/schema.ts';
import { type Html, html } from '../platform/html.ts';

export interface Formats {
  /** `Mar 8, 2026, 3:05:09 PM` in the enrollment's time zone, or a dash. */
  instant(at: Date | null): string;
  /** `4:05:09` */
  duration(seconds: number): string;
  /** `$1,234.56` */
  money(amount: number): string;
}

export function formats({ timeZone, currency }: Pick<Enrollment, 'timeZone' | 'currency'>): Formats {
  const instants = new Intl.DateTimeFormat('en-US', { timeZone, dateStyle: 'medium', timeStyle: 'medium' });
  const amounts = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  return {
    instant: at => (at === null ? '–' : instants.format(at)),
    duration: clock,
    money: amount => amounts.format(amount / 100),
  };
}

function clock(seconds: number): string {
  const [sign, whole] = [seconds < 0 ? '−' : '', Math.abs(seconds)];
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${sign}${Math.floor(whole / 3_600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

export type Cell = string | number | Html;

/** A column's heading; `number` sets it to the right. */
export interface Column {
  readonly heading: string;
  readonly kind?: 'number';
}

/** A table, or a line that says there is nothing to list. */
export function table(input: {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  readonly none: string;
  readonly foot?: readonly Cell[];
}): Html {
  const { columns, rows, none, foot } = input;
  if (rows.length === 0) return html`<p class="none">${none}</p>`;
  const cells = (row: readonly Cell[]) =>
    row.map((cell, index) =>
      columns[index]?.kind === 'number' ? html`<td class="number">${cell}</td>` : html`<td>${cell}</td>`,
    );
  return html`<table>
<thead><tr>${columns.map(({ heading, kind }) => (kind === 'number' ? html`<th class="number" scope="col">${heading}</th>` : html`<th scope="col">${heading}</th>`))}</tr></thead>
<tbody>${rows.map(row => html`<tr>${cells(row)}</tr>\n`)}</tbody>
${foot === undefined ? '' : html`<tfoot><tr>${cells(foot)}</tr></tfoot>`}
</table>`;
}

export const verdict = (isGood: boolean, texts: { good: string; bad: string }): Html =>
  isGood ? html`<span class="good">${texts.good}</span>` : html`<span class="bad">${texts.bad}</span>`;
