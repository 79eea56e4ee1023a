import type { Cost } from './costs.ts';
import { html, type Markup } from './html/markup.ts';
import { drawSection, type Section } from './html/parts.ts';
import type { Overview } from './overview.ts';
import { barsSection } from './sections/bars.ts';
import { coldStartSection } from './sections/cold-start.ts';
import { costsSection } from './sections/costs.ts';
import { growthSection } from './sections/growth.ts';
import { invariantsSection } from './sections/invariants.ts';
import { latencySection } from './sections/latency.ts';
import { otherFiguresSection } from './sections/other-figures.ts';
import { ownTestsSections } from './sections/own-tests.ts';
import { runsSection } from './sections/runs.ts';
import { summary } from './sections/summary.ts';
import { timelineSection } from './sections/timeline.ts';

/** The whole page in one file: it is mailed, archived and opened without a network. */
export function pageOf({
  overview,
  costs,
  css,
}: {
  overview: Overview;
  costs: readonly Cost[];
  css: string;
}): string {
  const sections = [
    latencySection(overview),
    timelineSection(overview),
    barsSection(overview),
    growthSection(overview),
    coldStartSection(overview),
    costsSection(costs),
    invariantsSection(overview),
    ...ownTestsSections(overview),
    otherFiguresSection(overview),
    runsSection(overview),
  ].filter(section => section !== undefined);
  return `<!doctype html>\n${document({ head: summary(overview), sections, css })}\n`;
}

/** Whatever gets onto the page, a browser neither runs it nor asks the network for it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'";

function document({
  head,
  sections,
  css,
}: {
  head: Markup;
  sections: readonly Section[];
  css: string;
}): string {
  const top = html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Seatbelt · Proof report</title>`;
  const body = html`</head><body><main>${head}${contents(sections)}${sections.map(drawSection)}</main></body></html>`;
  // Our own style sheet is no data; as markup its quotes would be escaped.
  return `${top}<style>${css}</style>${body}`;
}

/** Where to find what, for those who came for one thing. */
function contents(sections: readonly Section[]): Markup {
  const items = sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`);
  return html`<nav aria-label="Contents"><ul class="contents">${items}</ul></nav>`;
}
