import { useState } from 'react';
import { useOutline } from '../../use-outline.ts';
import { wholeNumber } from '../../whole-number.ts';

const MAX_ATTEMPTS = 50;
const MAX_MINUTES = 1_440;

/** At which quiz, and how much more of what. */
export function useAllowanceForm(courseId: string) {
  const { asked: outline, again: readAgain } = useOutline(courseId);
  const quizzes = outline.status === 'ready' ? outline.data.quizzes : [];
  const [chosen, setChosen] = useState('');
  const quiz = quizzes.find(({ quizId }) => quizId === chosen) ?? quizzes[0];
  const [attemptsText, setAttemptsText] = useState('1');
  const [minutesText, setMinutesText] = useState('0');
  const attempts = wholeNumber({ text: attemptsText, atMost: MAX_ATTEMPTS });
  const minutes = wholeNumber({ text: minutesText, atMost: MAX_MINUTES });
  const isSomething = attempts === undefined || attempts + (minutes ?? 0) > 0;
  const problems = {
    quiz: quiz === undefined ? 'This course has no quiz.' : undefined,
    attempts: countProblem({ count: attempts, isSomething, atMost: MAX_ATTEMPTS }),
    minutes: countProblem({ count: minutes, isSomething: true, atMost: MAX_MINUTES }),
  };
  const wish = {
    quizId: quiz?.quizId ?? '',
    extraAttempts: attempts ?? 0,
    extraSeconds: (minutes ?? 0) * 60,
  };
  return {
    outline,
    readAgain,
    setChosen,
    attemptsText,
    setAttemptsText,
    minutesText,
    setMinutesText,
    problems,
    wish,
    isComplete: Object.values(problems).every(problem => problem === undefined),
  };
}

function countProblem(input: {
  count: number | undefined;
  isSomething: boolean;
  atMost: number;
}): string | undefined {
  if (input.count === undefined) return `A whole number up to ${input.atMost}, please.`;
  return input.isSomething ? undefined : 'Attempts or minutes have to be given.';
}
