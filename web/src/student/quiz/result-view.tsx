import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { Answer, ShownQuestion } from '../../../../client/src/index.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import type { EnrolledScope } from '../course/course-scope.tsx';
import { paths } from '../routes.ts';
import type { QuizRules } from './quiz-rules.ts';
import { ReviewList } from './review-list.tsx';

type Result = Answer<'submitQuizAttempt'>;

/** What an attempt came to, and what is possible now. */
export function ResultView(props: {
  scope: EnrolledScope;
  rules: QuizRules;
  questions: readonly ShownQuestion[];
  result: Result;
  onAgain: () => void;
}): ReactNode {
  const { scope, rules, questions, result, onAgain } = props;
  const { courseId } = scope;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { percent, score, maxScore, passed, review } = result;
  return (
    <>
      <section className="card stack" aria-labelledby="result">
        <h2 id="result" ref={heading} tabIndex={-1}>
          {passed ? 'Passed' : 'Not passed yet'}
        </h2>
        <p className="big number">{percent} %</p>
        <p>
          {score} of {maxScore} points; {rules.passPercent} % are needed.
          {result.state === 'AUTO_SUBMITTED' && ' The time was over: what had been saved by then was graded.'}
        </p>
        <Consequence result={result} rules={rules} />
        <div className="row">
          <Link className={`button ${passed ? 'primary' : ''}`} href={paths.course(courseId)}>
            To the course’s page
          </Link>
          {!passed && result.attemptsLeft > 0 && <Button onPress={onAgain}>Try again</Button>}
        </div>
      </section>
      {review !== undefined && <ReviewList questions={questions} review={review} />}
    </>
  );
}

function Consequence({ result, rules }: { result: Result; rules: QuizRules }): ReactNode {
  if (result.passed) return null;
  switch (result.consequence) {
    case 'none':
      return rules.isExam ? (
        <p>
          You have {result.attemptsLeft === 1 ? 'one attempt' : `${result.attemptsLeft} attempts`} left. Read
          again what was difficult first.
        </p>
      ) : null;
    case 'restart':
      return (
        <Notice kind="warn">
          That was the last attempt, so the course begins anew: study its hours again, then you have new
          attempts.
        </Notice>
      );
    case 'fail':
      return <Notice kind="bad">That was the last attempt. Please ask the school how it can go on.</Notice>;
    case 'staff':
      return (
        <Notice kind="warn">
          That was the last attempt. The school can give you another one: please ask.
        </Notice>
      );
  }
}
