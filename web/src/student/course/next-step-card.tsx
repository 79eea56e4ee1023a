import type { ReactNode } from 'react';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { useNow } from '../study/use-now.ts';
import type { CourseScope } from './course-scope.tsx';
import { EnrollStep } from './enroll-step.tsx';
import type { NextStep } from './next-step.ts';
import { stepWords } from './next-step-words.ts';
import { OpenCheck } from './open-check.tsx';
import { StepLink } from './step-link.tsx';
import { useNextStep } from './use-next-step.ts';

/** The one thing to do next, with its button. */
export function NextStepCard({ scope }: { scope: CourseScope }): ReactNode {
  const step = useNextStep(scope);
  // What has a time is shown as over at that time, without loading the page again.
  useNow(step.status === 'ready' && isWaiting(step.data));
  return (
    <LiveView live={step} missing={null} lines={2}>
      {found => <Step scope={scope} step={found} />}
    </LiveView>
  );
}

const isWaiting = (step: NextStep): boolean =>
  step.kind === 'waitForExam' || (step.kind === 'locked' && step.until !== null);

function Step({ scope, step }: { scope: CourseScope; step: NextStep }): ReactNode {
  const { title, text } = stepWords({ step, scope });
  return (
    <section className="card next stack" aria-labelledby="next-step">
      <div className="stack tight">
        <h2 id="next-step">{title}</h2>
        <p>{text}</p>
      </div>
      <StepAction scope={scope} step={step} />
    </section>
  );
}

function StepAction({ scope, step }: { scope: CourseScope; step: NextStep }): ReactNode {
  switch (step.kind) {
    case 'enroll':
    case 'joinWaitingList':
      return (
        <EnrollStep
          courseId={scope.courseId}
          timeZone={scope.course.timeZone}
          isWaiting={step.kind === 'joinWaitingList'}
        />
      );
    case 'answerCheck':
      return <OpenCheck courseId={scope.courseId} />;
    default:
      return <StepLink courseId={scope.courseId} step={step} />;
  }
}
