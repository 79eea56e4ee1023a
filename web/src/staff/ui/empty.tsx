import type { ReactNode } from 'react';

/** Nothing is here: what would be. */
export function Empty({ children }: { children: ReactNode }): ReactNode {
  return <p className="empty muted">{children}</p>;
}
