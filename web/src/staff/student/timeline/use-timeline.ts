import { useCallback, useState } from 'react';
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
  if (asked.status !== 'ready') return { asked, again, readEarlier };
  const pages = [asked.data, ...earlier];
  const data: ReadTimeline = {
    student: asked.data.student,
    items: pages.flatMap(({ items }) => items),
    nextBefore: last?.nextBefore ?? null,
  };
  return { asked: { ...asked, data }, again, readEarlier };
}
