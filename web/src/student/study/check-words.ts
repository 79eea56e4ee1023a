import type { Answer } from '../../../../client/src/index.ts';
import { formatInstant } from '../../shared/format.ts';

/** What an answered identity check came to, and what that means. */
export function checkOutcomeText({
  answer,
  timeZone,
}: {
  answer: Pick<Answer<'answerChallenge'>, 'outcome' | 'triesLeft' | 'lockedUntil'>;
  /** Of the enrollment, as everywhere else in the course. */
  timeZone: string;
}): string {
  const { outcome, triesLeft, lockedUntil } = answer;
  if (lockedUntil === null)
    return 'The course is locked until the school has settled this. Please ask the school.';
  if (lockedUntil !== undefined)
    return `The course is locked until ${formatInstant({ at: new Date(lockedUntil), timeZone })}. What you have studied is kept.`;
  switch (outcome) {
    case 'CORRECT':
      return 'Thank you, that was right. Your time counts again.';
    case 'INCORRECT':
      return `That was not the answer you gave at first. ${triesText(triesLeft)}`;
    case 'EXPIRED':
      return `The time to answer was over. ${triesText(triesLeft)}`;
  }
}

const triesText = (left: number): string =>
  left === 1
    ? 'The next wrong one locks the course.'
    : `You can go on; after ${left} more wrong ones the course is locked.`;
