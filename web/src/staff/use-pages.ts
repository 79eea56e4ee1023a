import { useCallback, useMemo, useState } from 'react';
import { connected, type LaterPage, type Pages } from './pages.ts';
import { type Asked, mapAsked, useAnswer } from './use-answer.ts';

/**
 * What a callable answers page by page; asked again it begins with the first.
 * @param input.key the same as long as the component lives
 * @param input.ask `after`: where the page before ended; null for the first
 * @param input.nextOf where a page ends, null at the end of all; always the same function
 */
export function usePages<Page>(input: {
  readonly key: string;
  readonly ask: (after: string | null) => Promise<Page>;
  readonly nextOf: (page: Page) => string | null;
}): { asked: Asked<Pages<Page>>; again: () => void; readMore: () => Promise<void> } {
  const { key, ask, nextOf } = input;
  const [later, setLater] = useState<readonly LaterPage<Page>[]>([]);
  const { asked, again: askAgain } = useAnswer(key, () => ask(null));
  const again = useCallback(() => {
    setLater([]);
    askAgain();
  }, [askAgain]);
  // The same until something is read: a picture is laid out anew with each other list.
  const pages = useMemo(
    () => mapAsked(asked, first => connected({ first, later, nextOf })),
    [asked, later, nextOf],
  );
  const readMore = async (): Promise<void> => {
    if (pages.status !== 'ready' || pages.data.next === null) return;
    const after = pages.data.next;
    const page = await ask(after);
    setLater(before => [...before, { after, page }]);
  };
  return { asked: pages, again, readMore };
}
