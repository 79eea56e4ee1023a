import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { paths, signInPath } from '../routes.ts';
import type { NextStep } from './next-step.ts';

interface Way {
  readonly to: string;
  readonly label: string;
}

/** Where a step is done; none where there is nothing to do but wait or ask. */
export function wayOf({ courseId, step }: { courseId: string; step: NextStep }): Way | undefined {
  switch (step.kind) {
    case 'signIn':
      return { to: signInPath({ next: paths.course(courseId), isAgain: false }), label: 'Sign in to enroll' };
    case 'full':
    case 'closed':
    case 'expired':
    case 'notPaidInTime':
      return { to: paths.courses, label: 'See all courses' };
    case 'payDeposit':
      return { to: paths.pay(courseId), label: 'Go to payment' };
    case 'payRest':
      return { to: paths.pay(courseId), label: 'Go to payment' };
    case 'answerQuestions':
      return { to: paths.questions(courseId), label: 'Answer the questions' };
    case 'study':
    case 'studyMore':
      return { to: paths.lesson({ courseId, lessonId: step.lessonId }), label: 'Start studying' };
    case 'exam':
    case 'waitForExam':
    case 'examExhausted':
      return { to: paths.quiz({ courseId, quizId: step.quizId }), label: 'Go to the exam' };
    case 'enterName':
    case 'getCertificate':
      return { to: paths.certificate(courseId), label: 'Go to the certificate' };
    case 'done':
      return { to: paths.certificate(courseId), label: 'See your certificate' };
    case 'enroll':
    case 'joinWaitingList':
    case 'waitForSeat':
    case 'disputed':
    case 'locked':
    case 'answerCheck':
      return undefined;
  }
}

export function StepLink({ courseId, step }: { courseId: string; step: NextStep }): ReactNode {
  const way = wayOf({ courseId, step });
  if (way === undefined) return null;
  return (
    <div>
      <Link className="button primary" href={way.to}>
        {way.label}
      </Link>
    </div>
  );
}
