import { startTransition, useEffect, useState } from 'react';
import type { Live } from '../../../../client/src/live.ts';
import { nextTurn } from '../../shared/next-turn.ts';
import { usePage, useSignIn } from '../../shared/session.tsx';
import { notRead } from '../../shared/use-live.ts';
import type { Listed } from './catalog.ts';
import type { MyCourse } from './read-catalog.ts';

export interface CourseList {
  readonly courses: readonly Listed[];
  /** Empty for whoever is not signed in. */
  readonly mine: readonly MyCourse[];
}

/**
 * Read once per visit of the list, with the small Firestore: the other one is most of the page's weight, and is loaded
 * with a course. Whoever enrolls is told by the gate what is left.
 */
export function useCourseList(): Live<CourseList> {
  const page = usePage();
  const signIn = useSignIn();
  const userId = signIn.status === 'signedIn' ? signIn.user.uid : null;
  const isKnown = signIn.status !== 'unknown';
  const [live, setLive] = useState<Live<CourseList>>({ status: 'loading' });
  useEffect(() => {
    if (!isKnown) return;
    let isWanted = true;
    const tell = (found: Live<CourseList>): void => {
      if (isWanted) startTransition(() => setLive(found));
    };
    readList({ page, userId }).then(
      data => tell({ status: 'ready', data, isStale: false }),
      (failure: unknown) => tell({ status: 'failed', error: notRead({ what: 'courses', failure }) }),
    );
    return () => {
      isWanted = false;
      // The courses of whoever was here before are nobody else's.
      setLive({ status: 'loading' });
    };
  }, [page, userId, isKnown]);
  return live;
}

async function readList(input: {
  page: ReturnType<typeof usePage>;
  userId: string | null;
}): Promise<CourseList> {
  const { page, userId } = input;
  const { readCatalog, readMyCourses } = await import('./read-catalog.ts');
  await nextTurn();
  const [courses, mine] = await Promise.all([
    readCatalog(page),
    userId === null ? [] : readMyCourses(page, { userId }),
  ]);
  return { courses, mine };
}
