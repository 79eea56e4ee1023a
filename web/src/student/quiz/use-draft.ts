import { useEffect, useState, useSyncExternalStore } from 'react';
import type { QuizAttempt } from '../../../../client/src/index.ts';
import { AttemptDraft, type DraftState } from '../../../../client/src/quiz.ts';
import { usePage } from '../../shared/session.tsx';
import type { EnrolledScope } from '../course/course-scope.tsx';

/** The answers of an attempt, saved as they are given; begun with what the server had when the page was opened. */
export function useDraft({
  scope,
  attempt,
}: {
  scope: EnrolledScope;
  attempt: QuizAttempt;
}): AttemptDraft | undefined {
  const { userId, courseId } = scope;
  const { quizId, attemptId } = attempt;
  const { seatbelt } = usePage();
  const [draft, setDraft] = useState<AttemptDraft | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is saved later comes from this very draft and must not begin another.
  useEffect(() => {
    const { savedSequence, answers: saved } = attempt;
    const opened = new AttemptDraft({ seatbelt, userId, courseId, quizId, attemptId, savedSequence, saved });
    setDraft(opened);
    return () => opened.dispose();
  }, [seatbelt, userId, courseId, quizId, attemptId]);
  return draft;
}

export function useDraftState(draft: AttemptDraft): DraftState {
  return useSyncExternalStore(
    onChange => draft.on('state', onChange),
    () => draft.state,
  );
}
