import type { Cost } from '../costs.ts';
import { html, type Markup, nothing } from '../html/markup.ts';
import type { Section } from '../html/parts.ts';
import { table } from '../html/table.ts';

const UNIT_PX = 9;

/** Documents read and written by each operation. */
export function costsSection(costs: readonly Cost[]): Section {
  const most = Math.max(...costs.map(({ reads, writes }) => reads + writes));
  return {
    id: 'costs',
    title: 'What an operation costs',
    lead: 'Firestore documents read (outlined) and written (filled) by one command that comes for the first time, without conflicts. The figures stand in the contract, and tests count them against the emulator. Commands that share a commit share its documents, too.',
    body: table({
      label: 'Cost of each operation',
      columns: [
        { name: 'Operation' },
        { name: 'Reads', style: 'number' },
        { name: 'Writes', style: 'number' },
        { name: '' },
      ],
      rows: costs.map(cost => [nameOf(cost), cost.reads, cost.writes, unitsOf(cost, most)]),
    }),
  };
}

/** What else it may cost stands below the name: beside it, a phone would have no room. */
const nameOf = ({ operation, note }: Cost): Markup =>
  html`${operation}${note === '' ? nothing : html`<span class="note">${note}</span>`}`;

/** A square for each document. The figures stand beside it, so it is left out for those who listen. */
function unitsOf({ reads, writes }: Cost, most: number): Markup {
  const squares = Array.from({ length: reads + writes }, (_, index) => {
    const style = index < reads ? 'read' : 'write';
    return html`<rect class="${style}" x="${index * UNIT_PX + 1}" y="3" width="7" height="8" rx="1"/>`;
  });
  if (squares.length === 0) return nothing;
  return html`<svg class="units" width="${most * UNIT_PX + 2}" height="14" aria-hidden="true">${squares}</svg>`;
}
