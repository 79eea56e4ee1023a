import { useCallback, useMemo, useState } from 'react';
import type { Answer } from '../../../../../client/src/index.ts';
import { usePage } from '../../../shared/session.tsx';
import type { CourseKey, TimelineItem } from '../../api.ts';
import { type Asked, useAnswer } from '../../use-answer.ts';

const PAGE = 100;

export interface ReadTimeline {
  readonly student: Answer<'getStudentTimeline'>['student'];
  readonly items: readonly TimelineItem[];
  readonly nextBefore: string | null;
}

/** A student's history, newest first. Each page of it is told in the audit log, so none is read unasked. */
export function useTimeline({ userId, courseId }: CourseKey): {
  asked: Asked<ReadTimeline>;
  again: () => void;
  readEarlier: () => Promise<void>;
} {
  const { seatbelt } = usePage();
  const [earlier, setEarlier] = useState<readonly Answer<'getStudentTimeline'>[]>([]);
  const { asked, again: askAgain } = useAnswer(`timeline/${userId}/${courseId}`, () =>
    seatbelt.getStudentTimeline({ userId, courseId, limit: PAGE }),
  );
  const again = useCallback(() => {
    setEarlier([]);
    askAgain();
  }, [askAgain]);
  const last = earlier.at(-1) ?? (asked.status === 'ready' ? asked.data : undefined);
  const readEarlier = useCallback(async () => {
    if (last === undefined || last.nextBefore === null) return;
    const page = await seatbelt.getStudentTimeline({
      userId,
      courseId,
      limit: PAGE,
      before: last.nextBefore,
    });
    setEarlier(before => [...before, page]);
  }, [seatbelt, userId, courseId, last]);
  // The same until something is read: the picture is laid out anew with each other list.
  const read = useMemo(() => togetherOf({ asked, earlier }), [asked, earlier]);
  return { asked: read, again, readEarlier };
}

type Page = Answer<'getStudentTimeline'>;

function togetherOf(read: { asked: Asked<Page>; earlier: readonly Page[] }): Asked<ReadTimeline> {
  const { asked, earlier } = read;
  if (asked.status !== 'ready') return asked;
  const pages = [asked.data, ...earlier];
  const items = pages.flatMap(page => page.items);
  const nextBefore = pages.at(-1)?.nextBefore ?? null;
  return { ...asked, data: { student: asked.data.student, items, nextBefore } };
}
