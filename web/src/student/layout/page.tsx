import { type ReactNode, useEffect, useRef } from 'react';

/** The first picture keeps the focus where the browser put it; every other begins at its heading. */
let isFirstPage = true;

/**
 * A page with its heading. On a change of route the focus moves to it: else a keyboard stays where the link was that is
 * gone, and a screen reader says nothing at all.
 */
export function PageBody(props: { title: string; lead?: ReactNode; children: ReactNode }): ReactNode {
  const { title, lead, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirstPage) {
      heading.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    isFirstPage = false;
  }, []);
  useEffect(() => {
    document.title = `${title} · Seatbelt`;
  }, [title]);
  return (
    <div className="stack">
      <div className="stack tight">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <div className="muted">{lead}</div>}
      </div>
      {children}
    </div>
  );
}
