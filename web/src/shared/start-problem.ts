/**
 * What stands where a page could not begin: most often the network is gone in the middle of it. Written without React,
 * which may be what did not come. The last line is for whoever set the page up.
 */
export function showStartProblem({ root, error }: { root: Element; error: unknown }): void {
  const problem = element({ tag: 'main', className: 'frame stack' });
  problem.setAttribute('role', 'alert');
  const again = element({ tag: 'button', className: 'button primary', text: 'Try again' });
  again.addEventListener('click', () => location.reload());
  const row = element({ tag: 'div', className: 'row' });
  row.append(again);
  problem.append(
    element({ tag: 'h1', text: 'This page could not be loaded' }),
    element({
      tag: 'p',
      text: navigator.onLine
        ? 'Nothing is lost. Please try again in a moment.'
        : 'You are offline. Nothing is lost. Please try again once you are connected.',
    }),
    row,
    element({
      tag: 'p',
      className: 'muted small',
      text: error instanceof Error ? error.message : String(error),
    }),
  );
  root.replaceChildren(problem);
}

function element(input: { tag: string; className?: string; text?: string }): HTMLElement {
  const { tag, className = '', text = '' } = input;
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
