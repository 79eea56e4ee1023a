import { type ReactNode, useEffect } from 'react';
import type { Answer, QuizRecord } from '../../../../client/src/index.ts';
import { resumeAttempt } from '../../../../client/src/quiz.ts';
import { formatDuration, formatInstant } from '../../shared/format.ts';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Facts } from '../../shared/ui/facts.tsx';
import { Skeleton } from '../../shared/ui/live-view.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { useAction } from '../../shared/use-action.ts';
import type { EnrolledScope } from '../course/course-scope.tsx';
import { examOpensAt } from '../course/next-step.ts';
import { StudentRefusal } from '../layout/refusal.tsx';
import { useNow } from '../study/use-now.ts';
import { AttemptHistory } from './attempt-history.tsx';
import { attemptsLeftOf, type QuizRules, timeLimitOf } from './quiz-rules.ts';

interface Props {
  readonly scope: EnrolledScope;
  readonly quizId: string;
  readonly record: QuizRecord | null;
  readonly rules: QuizRules;
  readonly onStarted: (started: Answer<'startQuizAttempt'>) => void;
}

/** What is to be known before an attempt; one that is open already is gone on with at once. */
export function QuizIntro(props: Props): ReactNode {
  const { scope, quizId, record, rules } = props;
  const openAttemptId = record?.openAttemptId ?? null;
  if (openAttemptId !== null) return <Resuming {...props} attemptId={openAttemptId} />;
  return (
    <>
      <section className="card stack" aria-label="About this quiz">
        <RulesList rules={rules} record={record} />
        {record?.passed === true && (
          <Notice kind="good">You have passed this with {record.bestPercent ?? rules.passPercent} %.</Notice>
        )}
        <StartButton {...props} />
      </section>
      {record !== null && <AttemptHistory scope={scope} quizId={quizId} />}
    </>
  );
}

function RulesList({ rules, record }: Pick<Props, 'rules' | 'record'>): ReactNode {
  const { questions, passPercent, isExam } = rules;
  const timeLimitSeconds = timeLimitOf({ rules, record });
  return (
    <Facts
      facts={[
        ...(questions === null ? [] : ([['Questions', questions]] as const)),
        ['To pass', `${passPercent} %`],
        ['Time', timeLimitSeconds === null ? 'as long as you like' : formatDuration(timeLimitSeconds)],
        ...(isExam ? ([['Attempts left', attemptsLeftOf({ rules, record })]] as const) : []),
      ]}
    />
  );
}

function StartButton({ scope, quizId, record, rules, onStarted }: Props): ReactNode {
  const { courseId, enrollment } = scope;
  const { seatbelt } = usePage();
  const start = useAction(async () => onStarted(await seatbelt.startQuizAttempt({ courseId, quizId })));
  const opensAt = examOpensAt({ record: record ?? undefined, delaySeconds: rules.delaySeconds });
  const isWaiting = useNow(opensAt !== null) < (opensAt ?? new Date(0));
  if (attemptsLeftOf({ rules, record }) === 0)
    return <Notice kind="warn">You have used all attempts. Please ask the school to help you.</Notice>;
  return (
    <div className="stack tight">
      {rules.isExam && record?.passed !== true && (
        <p className="muted">
          Starting uses up an attempt, even if you leave the page. Your answers are saved as you give them.
        </p>
      )}
      {isWaiting && opensAt !== null && (
        <Notice>
          The next attempt is possible from {formatInstant({ at: opensAt, timeZone: enrollment.timeZone })}.
        </Notice>
      )}
      <StudentRefusal error={start.error} courseId={courseId} />
      <div>
        <Button
          look="primary"
          isBusy={start.isRunning}
          isDisabled={isWaiting}
          busyLabel="Starting …"
          onPress={start.run}
        >
          {rules.isExam ? 'Start the exam' : 'Start the quiz'}
        </Button>
      </div>
    </div>
  );
}

/** After a reload, or on another device: the same questions again. */
function Resuming({ scope, quizId, attemptId, onStarted }: Props & { attemptId: string }): ReactNode {
  const { courseId } = scope;
  const { seatbelt } = usePage();
  const resume = useAction(async () =>
    onStarted(await resumeAttempt(seatbelt, { courseId, quizId, attemptId })),
  );
  const { run } = resume;
  useEffect(() => run(), [run]);
  return (
    <>
      <p role="status">Opening the attempt you have begun …</p>
      {resume.error === null ? (
        <Skeleton lines={5} />
      ) : (
        <StudentRefusal error={resume.error} courseId={courseId} onRetry={run} />
      )}
    </>
  );
}
