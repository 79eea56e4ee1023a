import { useState } from 'react';
import { reasonProblem, WEIGHTY_REASON_LENGTH } from '../ui/reason-field.tsx';
import { wholeNumber } from '../whole-number.ts';

export const MAX_MINUTES = 60;

export interface GrantTexts {
  readonly userId: string;
  readonly courseId: string;
  readonly minutes: string;
  readonly reason: string;
}

/** What is asked for, and what of it cannot be taken yet. */
export function useGrantWish(first: Pick<GrantTexts, 'userId' | 'courseId'>) {
  const [texts, setTexts] = useState<GrantTexts>({ ...first, minutes: '15', reason: '' });
  const set = (name: keyof GrantTexts) => (text: string) => setTexts(before => ({ ...before, [name]: text }));
  const minutes = wholeNumber({ text: texts.minutes, atMost: MAX_MINUTES }) ?? 0;
  const problems = {
    userId: texts.userId.trim() === '' ? 'Please enter the student’s id.' : undefined,
    courseId: texts.courseId.trim() === '' ? 'Please enter the course’s id.' : undefined,
    minutes: minutes < 1 ? `Between 1 and ${MAX_MINUTES}.` : undefined,
    reason: reasonProblem({ reason: texts.reason, atLeast: WEIGHTY_REASON_LENGTH }),
  };
  const wish = {
    userId: texts.userId.trim(),
    courseId: texts.courseId.trim(),
    reason: texts.reason.trim(),
    minutes,
  };
  const isComplete = Object.values(problems).every(problem => problem === undefined);
  return { texts, set, problems, wish, isComplete };
}
