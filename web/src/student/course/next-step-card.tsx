import type { ReactNode, RefObject } from 'react';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { useFocusAfter } from '../layout/use-focus-after.ts';
import type { CourseScope } from './course-scope.tsx';
import { EnrollStep } from './enroll-step.tsx';
import type { NextStep } from './next-step.ts';
import { stepWords } from './next-step-words.ts';
import { OpenCheck } from './open-check.tsx';
import { StepLink } from './step-link.tsx';
import { useNews } from './use-news.ts';
import { useNextStep } from './use-next-step.ts';

/** The one thing to do next, with its button. */
export function NextStepCard({ scope }: { scope: CourseScope }): ReactNode {
  const step = useNextStep(scope);
  const kind = step.status === 'ready' ? step.data.kind : undefined;
  const heading = useFocusAfter<HTMLHeadingElement>(kind);
  const { news, tell } = useNews(kind);
  return (
    <LiveView live={step} missing={null} lines={2}>
      {found => (
        <>
          {news !== '' && <Notice>{news}</Notice>}
          <Step heading={heading} scope={scope} step={found} onNews={tell} />
        </>
      )}
    </LiveView>
  );
}

interface Props {
  readonly scope: CourseScope;
  readonly step: NextStep;
  readonly onNews: (news: string) => void;
}

function Step(props: Props & { heading: RefObject<HTMLHeadingElement | null> }): ReactNode {
  const { scope, step, onNews, heading } = props;
  const { title, text } = stepWords({ step, scope });
  return (
    <section className="card next stack" aria-labelledby="next-step">
      <div className="stack tight">
        <h2 id="next-step" ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <p>{text}</p>
      </div>
      <StepAction scope={scope} step={step} onNews={onNews} />
    </section>
  );
}

function StepAction({ scope, step, onNews }: Props): ReactNode {
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
      return (
        <OpenCheck
          courseId={scope.courseId}
          timeZone={scope.enrollment?.timeZone ?? scope.course.timeZone}
          onSettled={onNews}
        />
      );
    default:
      return <StepLink courseId={scope.courseId} step={step} />;
  }
}
