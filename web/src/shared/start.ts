import type { ComponentType } from 'react';
import { loadConfig } from './config.ts';
import { nextTurn } from './next-turn.ts';
import { showStartProblem } from './start-problem.ts';

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
    const [{ openPage }, config] = await Promise.all([import('./open-page.ts'), loadConfig()]);
    await nextTurn();
    const page = await openPage(config);
    await nextTurn();
    const { mountPage } = await import('./mount-page.tsx');
    await nextTurn();
    const { default: Content } = await loadContent();
    await nextTurn();
    mountPage({ root, page, Content });
  } catch (error) {
    showStartProblem({ root, error });
  }
}

/** In a thread beside the page: what it finds out about locales is there for the page, too, before the first price. */
function prepareNumberFormats(): void {
  try {
    const worker = new Worker(new URL('./first-number-format.worker.ts', import.meta.url), {
      type: 'module',
    });
    worker.addEventListener('error', event => event.preventDefault());
  } catch {
    // A browser that makes no workers: the first price takes longer, and nothing else.
  }
}
