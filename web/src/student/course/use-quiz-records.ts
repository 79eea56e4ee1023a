import type { QuizRecord } from '../../../../client/src/index.ts';
import type { Live } from '../../../../client/src/live.ts';
import { allOf, orNull } from '../../shared/lives.ts';
import { usePage } from '../../shared/session.tsx';
import { nothing, useLive } from '../../shared/use-live.ts';

/** How the student stands in these quizzes; those never begun are left out. */
export function useQuizRecords(input: {
  userId: string | null;
  courseId: string;
  quizIds: readonly string[];
}): Live<readonly QuizRecord[]> {
  const { userId, courseId, quizIds } = input;
  const { seatbelt } = usePage();
  return useLive<readonly QuizRecord[]>(
    `quizzes/${userId}/${courseId}/${quizIds.join()}`,
    (reads, listener) => {
      if (userId === null || quizIds.length === 0) {
        listener({ status: 'ready', data: [], isStale: false });
        return nothing(reads, () => undefined);
      }
      const lives: Live<QuizRecord>[] = quizIds.map(() => ({ status: 'loading' }));
      const unwatches = quizIds.map((quizId, index) =>
        reads.watchQuiz(seatbelt, { userId, courseId, quizId }, live => {
          lives[index] = live;
          const all = allOf(lives.map(orNull));
          listener(
            all.status === 'ready' ? { ...all, data: all.data.filter(record => record !== null) } : all,
          );
        }),
      );
      return () => {
        for (const unwatch of unwatches) unwatch();
      };
    },
  );
}
