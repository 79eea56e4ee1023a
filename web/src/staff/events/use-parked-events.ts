import type { Answer } from '../../../../client/src/index.ts';
import { usePage } from '../../shared/session.tsx';
import type { ParkedEvent } from '../api.ts';
import { type Asked, mapAsked } from '../use-answer.ts';
import { usePages } from '../use-pages.ts';

interface ParkedEvents {
  readonly events: readonly ParkedEvent[];
  readonly hasMore: boolean;
}

type Page = Answer<'listParkedEvents'>;

const nextOf = ({ next }: Page): string | null => next;

/** Parked events page by page; asked again they begin with the first page. */
export function useParkedEvents(): {
  asked: Asked<ParkedEvents>;
  again: () => void;
  readMore: () => Promise<void>;
} {
  const { seatbelt } = usePage();
  const { asked, again, readMore } = usePages<Page>({
    key: 'parked',
    ask: after => seatbelt.listParkedEvents(after === null ? {} : { after }),
    nextOf,
  });
  const events = mapAsked(asked, ({ all, next }) => ({
    events: all.flatMap(page => page.events),
    hasMore: next !== null,
  }));
  return { asked: events, again, readMore };
}
