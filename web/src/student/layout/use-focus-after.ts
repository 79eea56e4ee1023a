import { type RefObject, useEffect, useRef } from 'react';

/**
 * Where the focus goes when what was pressed has made room for something else: else a keyboard begins at the top of the
 * page again, and a screen reader says nothing. Whoever is somewhere else on the page stays there.
 * @param what is shown; another value is another picture, undefined none yet
 */
export function useFocusAfter<T extends HTMLElement>(what: string | undefined): RefObject<T | null> {
  const place = useRef<T>(null);
  const before = useRef(what);
  useEffect(() => {
    const isFirst = before.current === undefined;
    if (what === undefined || before.current === what) return;
    before.current = what;
    if (isFirst) return;
    const { activeElement, body } = document;
    if (activeElement === null || activeElement === body) place.current?.focus({ preventScroll: true });
  }, [what]);
  return place;
}
