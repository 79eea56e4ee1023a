import { type Content, html, type Markup, nothing } from './markup.ts';

/** `number` is set like figures; `prose` is kept wide enough to be read on a phone, where the box scrolls. */
export type Column = { name: string; style?: 'number' | 'prose' };

/**
 * A table in a box of its own: where it is wider than a phone, the box scrolls and the page does not. The box can be
 * reached by keyboard, else nobody without a mouse could scroll it.
 */
export function table(input: {
  /** What the table shows, for those who cannot see what it stands under. */
  label: string;
  columns: readonly Column[];
  rows: readonly (readonly Content[])[];
}): Markup {
  const { label, columns, rows } = input;
  if (rows.length === 0) return nothing;
  const style = (index: number): Content => columns[index]?.style ?? '';
  const head = columns.map(({ name }, index) => html`<th scope="col" class="${style(index)}">${name}</th>`);
  const body = rows.map(cells => {
    const [first = '', ...others] = cells;
    const rest = others.map((cell, index) => html`<td class="${style(index + 1)}">${cell}</td>`);
    return html`<tr><th scope="row" class="${style(0)}">${first}</th>${rest}</tr>`;
  });
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}
