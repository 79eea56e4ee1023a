import { bestOf } from '../quizzes/quiz-record.ts';
import type { QuizAttempt, QuizRecord } from '../quizzes/schema.ts';
import { contradiction, type Truth } from './truth.ts';

/** Every counter of a quiz record that is told by its attempts. */
export function trueRecord({
  record: { restarts },
  attempts,
}: {
  record: Pick<QuizRecord, 'restarts'>;
  attempts: readonly Pick<
    QuizAttempt,
    'attemptId' | 'state' | 'round' | 'result' | 'deadline' | 'finishedAt'
  >[];
}): Truth {
  const open = attempts.filter(({ state }) => state === 'IN_PROGRESS');
  const [first] = open;
  if (open.length > 1) return contradiction(`${open.length} attempts are open at once`);
  return {
    expected: {
      attemptsStarted: attempts.length,
      attemptsFinished: attempts.filter(({ result }) => result !== null).length,
      attemptsVoided: attempts.filter(({ state }) => state === 'VOIDED').length,
      attemptsUsed: attempts.filter(({ state, round }) => state !== 'VOIDED' && round === restarts).length,
      ...bestOf(attempts),
      openAttemptId: first?.attemptId ?? null,
      openDeadline: first?.deadline ?? null,
    },
    contradictions: [],
  };
}
