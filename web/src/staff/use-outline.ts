import { usePage } from '../shared/session.tsx';
import { useAnswer } from './use-answer.ts';

/** The course's lessons and quizzes, read once. */
export function useOutline(courseId: string) {
  const page = usePage();
  return useAnswer(`outline/${courseId}`, async () => {
    const reads = await page.liveReads();
    return reads.readOutline(page.seatbelt, { courseId });
  });
}
