import type { Callables } from './contract/callables.ts';
import { isSeatbeltError } from './errors.ts';
import type { TrackerCalls } from './tracker-options.ts';

type AnswerCall = Callables['answerChallenge'];

/**
 * Answers an identity check. `settled` is told once it is no longer open, also where it is refused because another tab
 * or device was sooner: left open here, it would hold the lesson shut until the next heartbeat.
 * @throws SeatbeltError
 */
export async function answerCheck(input: {
  readonly seatbelt: Pick<TrackerCalls, 'answerChallenge'>;
  readonly request: AnswerCall['request'];
  readonly settled: (outcome: { isLocked: boolean }) => void;
}): Promise<AnswerCall['answer']> {
  const { seatbelt, request, settled } = input;
  try {
    const answer = await seatbelt.answerChallenge(request);
    settled({ isLocked: answer.lockedUntil !== undefined });
    return answer;
  } catch (error) {
    if (isGone(error)) settled({ isLocked: false });
    throw error;
  }
}

const isGone = (error: unknown): boolean =>
  isSeatbeltError(error) && ['CHALLENGE_ANSWERED', 'CHALLENGE_NOT_FOUND'].includes(error.reason);
