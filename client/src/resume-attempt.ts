import type { Callables } from './contract/callables.ts';
import type { AttemptPlace } from './draft-options.ts';
import type { Seatbelt } from './seatbelt.ts';

/**
 * The questions of an attempt that was started before: after a reload, or on another device.
 * @param place.attemptId `openAttemptId` of the quiz record
 * @throws SeatbeltError
 */
export function resumeAttempt(
  seatbelt: Pick<Seatbelt, 'startQuizAttempt'>,
  { courseId, quizId, attemptId }: AttemptPlace,
): Promise<Callables['startQuizAttempt']['answer']> {
  return seatbelt.startQuizAttempt({ courseId, quizId }, { requestId: attemptId });
}
