import { type ReactNode, useEffect, useRef } from 'react';

let isFirstPage = true;

/**
 * A page with its heading. Whoever came by a link hears the heading first; at the first page the focus stays where
 * the browser put it.
 */
export function Page(props: {
  title: string;
  intro?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}): ReactNode {
  const { title, intro, tools, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus();
    isFirstPage = false;
  }, []);
  useEffect(() => {
    document.title = `${title} – Seatbelt staff`;
  }, [title]);
  return (
    <div className="stack">
      <div className="row spread">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {tools !== undefined && <div className="row">{tools}</div>}
      </div>
      {intro !== undefined && <p className="muted intro">{intro}</p>}
      {children}
    </div>
  );
}
