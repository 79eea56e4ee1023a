import type { Seats } from '../../../../client/src/index.ts';
import type { Live } from '../../../../client/src/live.ts';
import { both, mapped, orNull } from '../../shared/lives.ts';
import { serverNow } from '../../shared/server-clock.ts';
import { usePage } from '../../shared/session.tsx';
import { nothing, useLive } from '../../shared/use-live.ts';
import { seatsLeftOf, waitingPlacesLeftOf } from '../courses/catalog.ts';
import { useRefreshAt } from '../layout/use-refresh-at.ts';
import { useProfile } from '../profile/use-profile.ts';
import { hasAnswered } from '../questions/answered-memory.ts';
import type { CourseScope } from './course-scope.tsx';
import { type NextStep, nextStep } from './next-step.ts';
import { useQuizRecords } from './use-quiz-records.ts';

/** What a student is to do next in this course, as everything stands now. */
export function useNextStep(scope: CourseScope): Live<NextStep> {
  const { courseId, course, enrollment, policy, userId } = scope;
  const { seatbelt } = usePage();
  const isOutside = enrollment === null;
  const seats = useLive<Seats>(`seats/${isOutside}/${courseId}`, (reads, listener) =>
    isOutside ? reads.watchSeats(seatbelt, { courseId }, listener) : nothing(reads, listener),
  );
  const profile = useProfile(isOutside ? null : userId);
  const quizIds = policy.rules.exams.map(({ quizId }) => quizId);
  const records = useQuizRecords({ userId: isOutside ? null : userId, courseId, quizIds });
  const step = mapped(both(both(orNull(seats), orNull(profile)), records), ([[counts, own], quizRecords]) =>
    nextStep({
      isSignedIn: userId !== null,
      ...{ course, enrollment, quizRecords },
      rules: policy.rules,
      seatsLeft: counts === null ? 0 : seatsLeftOf(counts),
      waitingPlacesLeft: counts === null ? 0 : waitingPlacesLeftOf(counts),
      studentName: own?.displayName ?? '',
      hasAnsweredQuestions: userId !== null && hasAnswered({ userId, courseId }),
      now: serverNow(),
    }),
  );
  useRefreshAt(step.status === 'ready' ? endOfWaiting(step.data) : null);
  return step;
}

/** When this step makes room for another one by itself. */
function endOfWaiting(step: NextStep): Date | null {
  if (step.kind === 'locked') return step.until;
  return step.kind === 'waitForExam' ? step.opensAt : null;
}
