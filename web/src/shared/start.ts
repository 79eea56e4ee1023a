import type { ComponentType } from 'react';
import { loadConfig } from './config.ts';
import { nextTurn } from './next-turn.ts';

/**
 * Shows a page, or what whoever set it up has to mend. The libraries are run one after the other, with a turn for the
 * browser between them: together they would keep a slow phone from answering to a finger for most of a second. Their
 * files come all at once nevertheless (`web/build/preload.ts`).
 */
export async function startPage({
  loadContent,
}: {
  loadContent: () => Promise<{ default: ComponentType }>;
}): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no #root.');
  try {
    prepareNumberFormats();
    const configured = loadConfig();
    const { openPage } = await import('./open-page.ts');
    await nextTurn();
    const page = await openPage(await configured);
    await nextTurn();
    const { mountPage } = await import('./mount-page.tsx');
    await nextTurn();
    const { default: Content } = await loadContent();
    await nextTurn();
    mountPage({ root, page, Content });
  } catch (error) {
    root.textContent = `This page cannot start: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** In a thread beside the page: what it finds out about locales is there for the page, too, before the first price. */
function prepareNumberFormats(): void {
  const worker = new Worker(new URL('./first-number-format.worker.ts', import.meta.url), { type: 'module' });
  // Without it the first price takes longer, and nothing else.
  worker.addEventListener('error', event => event.preventDefault());
}
