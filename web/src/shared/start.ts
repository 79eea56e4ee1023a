import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadConfig } from './config.ts';
import { enforceAppCheck } from './firebase.ts';
import { openPage, PageProvider } from './session.tsx';
import './style.css';

/** Shows a page, or what whoever set it up has to mend. */
export async function startPage(content: ReactNode): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no #root.');
  try {
    const config = await loadConfig();
    const page = openPage(config);
    if (config.appCheckSiteKey !== null)
      await enforceAppCheck({ app: page.app, siteKey: config.appCheckSiteKey });
    createRoot(root).render(
      <StrictMode>
        <PageProvider page={page}>{content}</PageProvider>
      </StrictMode>,
    );
  } catch (error) {
    root.textContent = `This page cannot start: ${error instanceof Error ? error.message : String(error)}`;
  }
}
