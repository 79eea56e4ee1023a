import { useMemo } from 'react';
import type { Answer } from '../../../../../client/src/index.ts';
import { usePage } from '../../../shared/session.tsx';
import type { CourseKey, TimelineItem } from '../../api.ts';
import { type Asked, mapAsked } from '../../use-answer.ts';
import { usePages } from '../../use-pages.ts';

const PAGE = 100;

type Page = Answer<'getStudentTimeline'>;

export interface ReadTimeline {
  readonly student: Page['student'];
  readonly items: readonly TimelineItem[];
  readonly hasEarlier: boolean;
}

const nextOf = ({ nextBefore }: Page): string | null => nextBefore;

/** A student's history, newest first. Each page of it is told in the audit log, so none is read unasked. */
export function useTimeline({ userId, courseId }: CourseKey): {
  asked: Asked<ReadTimeline>;
  again: () => void;
  readEarlier: () => Promise<void>;
} {
  const { seatbelt } = usePage();
  const { asked, again, readMore } = usePages<Page>({
    key: `timeline/${userId}/${courseId}`,
    ask: before =>
      seatbelt.getStudentTimeline({ userId, courseId, limit: PAGE, ...(before === null ? {} : { before }) }),
    nextOf,
  });
  const read = useMemo(
    () =>
      mapAsked(asked, ({ first, all, next }) => ({
        student: first.student,
        items: all.flatMap(({ items }) => items),
        hasEarlier: next !== null,
      })),
    [asked],
  );
  return { asked: read, again, readEarlier: readMore };
}
