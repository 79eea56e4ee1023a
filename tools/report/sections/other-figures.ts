import type { RunRecord } from '../../results/run-record.ts';
import { html } from '../html/markup.ts';
import type { Section } from '../html/parts.ts';
import type { Overview } from '../overview.ts';
import { moreFigures } from './figures.ts';

/** What runs measured beside latencies: memory, counts, lists. */
export function otherFiguresSection({ runs }: Overview): Section | undefined {
  const shown = runs.filter(hasMore);
  if (shown.length === 0) return undefined;
  return {
    id: 'figures',
    title: 'More figures',
    lead: 'What else the runs measured, each in its own units.',
    body: shown.map(
      run =>
        html`<article class="part"><h3>${run.name}</h3><p class="summary">${run.summary}</p>${moreFigures({ ...run, ratios: ratiosOf(run) })}</article>`,
    ),
  };
}

/** Ratios stand with the latencies already where there are any. */
const ratiosOf = ({ subjects, ratios }: RunRecord): RunRecord['ratios'] =>
  Object.keys(subjects).length > 0 ? {} : ratios;

function hasMore(run: RunRecord): boolean {
  const isToldElsewhere = run.name === 'cold-start' || ['mutation', 'sabotage', 'hostile'].includes(run.kind);
  if (isToldElsewhere) return false;
  const figures = [run.measures, ratiosOf(run)].some(each => Object.keys(each).length > 0);
  return figures || run.listings.length > 0;
}
