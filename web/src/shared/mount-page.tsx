import { type ComponentType, StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import type { Page } from './open-page.ts';
import { PageProvider } from './session.tsx';

/** Puts the page in the place of what its HTML file shows first. */
export function mountPage(input: { root: Element; page: Page; Content: ComponentType }): void {
  const { root, page, Content } = input;
  // As a transition React draws in slices, and lets the browser answer between them.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <PageProvider page={page}>
          <Content />
        </PageProvider>
      </StrictMode>,
    ),
  );
}
