import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { Answer, QuizRecord } from '../../../../client/src/index.ts';
import { orNull } from '../../shared/lives.ts';
import { usePage } from '../../shared/session.tsx';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { useLive } from '../../shared/use-live.ts';
import type { EnrolledScope } from '../course/course-scope.tsx';
import { BackToCourse, Enrolled } from '../course/enrolled.tsx';
import { PageBody } from '../layout/page.tsx';
import { paths } from '../routes.ts';
import { OpenAttempt } from './open-attempt.tsx';
import { QuizIntro } from './quiz-intro.tsx';
import { rulesOf } from './quiz-rules.ts';
import { ResultView } from './result-view.tsx';

/** A quiz before, during and after an attempt. */
export default function QuizPage({ quizId }: { quizId: string }): ReactNode {
  return <Enrolled title="Quiz">{scope => <Quiz scope={scope} quizId={quizId} />}</Enrolled>;
}

function Quiz({ scope, quizId }: { scope: EnrolledScope; quizId: string }): ReactNode {
  const { courseId, course, outline, userId } = scope;
  const { seatbelt } = usePage();
  const quiz = outline.quizzes.find(each => each.quizId === quizId);
  const record = useLive<QuizRecord>(`quiz/${userId}/${courseId}/${quizId}`, (reads, listener) =>
    reads.watchQuiz(seatbelt, { userId, courseId, quizId }, listener),
  );
  if (quiz === undefined)
    return (
      <PageBody title="There is no such quiz">
        <Link href={paths.course(courseId)}>Choose one on the course’s page</Link>
      </PageBody>
    );
  return (
    <>
      <BackToCourse courseId={courseId} title={course.title} />
      <PageBody title={quiz.title}>
        <LiveView live={orNull(record)} missing={null} lines={4}>
          {found => <Stage scope={scope} quizId={quizId} record={found} />}
        </LiveView>
      </PageBody>
    </>
  );
}

type Started = Answer<'startQuizAttempt'>;

/** The attempt stays on the page until its result is shown, whatever the record says meanwhile. */
type Shown =
  | { readonly kind: 'intro' }
  | { readonly kind: 'attempt'; readonly started: Started }
  | { readonly kind: 'result'; readonly started: Started; readonly result: Answer<'submitQuizAttempt'> };

function Stage(props: { scope: EnrolledScope; quizId: string; record: QuizRecord | null }): ReactNode {
  const { scope, quizId, record } = props;
  const rules = rulesOf({ exams: scope.policy.rules.exams, quizId });
  const [shown, setShown] = useState<Shown>({ kind: 'intro' });
  switch (shown.kind) {
    case 'intro':
      return (
        <QuizIntro
          {...{ scope, quizId, record, rules }}
          onStarted={started => setShown({ kind: 'attempt', started })}
        />
      );
    case 'attempt':
      return (
        <OpenAttempt
          {...{ scope, quizId }}
          started={shown.started}
          onResult={result => setShown({ kind: 'result', started: shown.started, result })}
        />
      );
    case 'result':
      return (
        <ResultView
          {...{ scope, rules }}
          questions={shown.started.questions}
          result={shown.result}
          onAgain={() => setShown({ kind: 'intro' })}
        />
      );
  }
}
