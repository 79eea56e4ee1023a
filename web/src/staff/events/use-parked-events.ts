import { useCallback, useState } from 'react';
import type { Answer } from '../../../../client/src/index.ts';
import { usePage } from '../../shared/session.tsx';
import type { ParkedEvent } from '../api.ts';
import { type Asked, useAnswer } from '../use-answer.ts';

export interface ParkedEvents {
  readonly events: readonly ParkedEvent[];
  readonly next: string | null;
}

/** Parked events page by page; asked again they begin with the first page. */
export function useParkedEvents(): {
  asked: Asked<ParkedEvents>;
  again: () => void;
  readMore: () => Promise<void>;
} {
  const { seatbelt } = usePage();
  const [more, setMore] = useState<readonly Answer<'listParkedEvents'>[]>([]);
  const { asked, again: askAgain } = useAnswer('parked', () => seatbelt.listParkedEvents({}));
  const again = useCallback(() => {
    setMore([]);
    askAgain();
  }, [askAgain]);
  const last = more.at(-1) ?? (asked.status === 'ready' ? asked.data : undefined);
  const readMore = useCallback(async () => {
    if (last === undefined || last.next === null) return;
    const page = await seatbelt.listParkedEvents({ after: last.next });
    setMore(before => [...before, page]);
  }, [seatbelt, last]);
  if (asked.status !== 'ready') return { asked, again, readMore };
  const events = [asked.data, ...more].flatMap(page => page.events);
  return { asked: { ...asked, data: { events, next: last?.next ?? null } }, again, readMore };
}
