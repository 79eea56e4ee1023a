import { type Content, html, type Markup, nothing } from './markup.ts';

/** A part of the page under its heading. One without anything to show is `undefined`, and leaves no heading. */
export type Section = { id: string; title: string; lead: string; body: Content };

export function drawSection({ id, title, lead, body }: Section): Markup {
  return html`<section id="${id}"><h2>${title}</h2><p class="lead">${lead}</p>${body}</section>`;
}

export function details(input: { summary: Content; body: Content; isOpen?: 'open' | 'closed' }): Markup {
  const { summary, body, isOpen = 'closed' } = input;
  const open = isOpen === 'open' ? html` open` : nothing;
  return html`<details${open}><summary>${summary}</summary>${body}</details>`;
}

export type Tone = 'good' | 'bad' | 'quiet';
const signs: Readonly<Record<Tone, string>> = { good: '✓', bad: '✗', quiet: '–' };

/** A verdict in a word, with a sign: colour alone says nothing to many. */
export function verdictTag({ tone, word }: { tone: Tone; word: string }): Markup {
  return html`<span class="tag ${tone}"><span aria-hidden="true">${signs[tone]}</span> ${word}</span>`;
}
