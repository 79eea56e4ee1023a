import type { RunRecord } from '../../results/run-record.ts';
import { html, type Markup, nothing } from '../html/markup.ts';
import { type Section, verdictTag } from '../html/parts.ts';
import type { Overview } from '../overview.ts';
import { verdictOf } from '../verdict.ts';
import { moreFigures } from './figures.ts';
import { mutationParts, withoutParts } from './mutation-parts.ts';

type Part = { kind: RunRecord['kind']; id: string; title: string };

const parts: readonly Part[] = [
  { kind: 'sabotage', id: 'sabotage', title: 'Sabotage: broken on purpose, and noticed' },
  { kind: 'mutation', id: 'mutation', title: 'Mutation: rules changed, and noticed' },
  { kind: 'hostile', id: 'hostile', title: 'Hostile input' },
];

/** What shows that the tests would notice, and that strangers get nowhere. */
export function ownTestsSections({ runs }: Overview): Section[] {
  return parts.flatMap(part => {
    const some = runs.filter(({ kind }) => kind === part.kind);
    if (some.length === 0) return [];
    const lead = some.map(({ summary }) => summary).join(' ');
    return [{ id: part.id, title: part.title, lead, body: [pictureOf(some), ...some.map(partOf)] }];
  });
}

const pictureOf = (runs: readonly RunRecord[]): Markup =>
  mutationParts(runs.filter(({ kind }) => kind === 'mutation'));

function partOf(run: RunRecord): Markup {
  return html`<div class="part">${verdict(run)}${figuresOf(run)}</div>`;
}

function verdict(run: RunRecord): Markup {
  switch (verdictOf(run)) {
    case 'held':
      return html`<p>${verdictTag({ tone: 'good', word: 'held' })}</p>`;
    case 'missed':
      return html`<p>${verdictTag({ tone: 'bad', word: 'missed' })}</p>`;
    case 'unproven':
      return nothing;
  }
}

const figuresOf = (run: RunRecord): Markup => moreFigures(run.kind === 'mutation' ? withoutParts(run) : run);
