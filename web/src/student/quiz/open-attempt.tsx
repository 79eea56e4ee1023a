import { type ReactNode, useState } from 'react';
import type { Answer, QuizAttempt } from '../../../../client/src/index.ts';
import type { AttemptDraft } from '../../../../client/src/quiz.ts';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { useAction } from '../../shared/use-action.ts';
import { useLive } from '../../shared/use-live.ts';
import type { EnrolledScope } from '../course/course-scope.tsx';
import { StudentRefusal } from '../layout/refusal.tsx';
import { unansweredNumbers } from './answers.ts';
import { AttemptStrip } from './attempt-strip.tsx';
import { NewerAnswers } from './newer-answers.tsx';
import { QuestionField } from './question-field.tsx';
import { useDraft } from './use-draft.ts';
import { useTimeUp } from './use-time-up.ts';

interface Props {
  readonly scope: EnrolledScope;
  readonly quizId: string;
  readonly started: Answer<'startQuizAttempt'>;
  readonly onResult: (result: Answer<'submitQuizAttempt'>) => void;
}

/** An attempt that is under way, from what the server has saved of it and what this browser kept. */
export function OpenAttempt(props: Props): ReactNode {
  const { scope, quizId, started } = props;
  const { userId, courseId } = scope;
  const { attemptId } = started;
  const { seatbelt } = usePage();
  // A new one begins with what the server has by then.
  const [edition, setEdition] = useState(0);
  const attempt = useLive<QuizAttempt>(`attempt/${attemptId}`, (reads, listener) =>
    reads.watchAttempt(seatbelt, { userId, courseId, quizId, attemptId }, listener),
  );
  return (
    <LiveView live={attempt} missing={null} lines={6}>
      {saved => (
        <Attempt key={edition} {...props} attempt={saved} onRenew={() => setEdition(count => count + 1)} />
      )}
    </LiveView>
  );
}

type Opened = Props & { readonly attempt: QuizAttempt; readonly onRenew: () => void };

function Attempt(props: Opened): ReactNode {
  const { scope, attempt } = props;
  const draft = useDraft({ scope, attempt });
  if (draft === undefined) return null;
  return <Questions {...props} draft={draft} />;
}

function Questions(props: Opened & { draft: AttemptDraft }): ReactNode {
  const { scope, started, attempt, draft, onResult, onRenew } = props;
  const { questions, attemptId } = started;
  const [answers, setAnswers] = useState(draft.answers);
  const [asks, setAsks] = useState<readonly number[]>([]);
  const hand = useAction(async () => onResult(await draft.submit(attempt)));
  const { deadline, rules } = attempt;
  const isOver = attempt.state !== 'IN_PROGRESS';
  const isBehind = draft.isBehind(attempt);
  useTimeUp({ deadline, graceSeconds: rules.graceSeconds, isBehind, isOver, onTimeUp: hand.run });
  const handIn = (): void => {
    const missing = unansweredNumbers({ questions, answers: draft.answers });
    if (missing.length === 0) hand.run();
    else setAsks(missing);
  };
  return (
    <form
      className="stack"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        handIn();
      }}
    >
      <AttemptStrip draft={draft} deadline={deadline} startedAt={attempt.startedAt} />
      {questions.map((question, index) => (
        <QuestionField
          key={`${attemptId}/${question.questionId}`}
          question={question}
          number={index + 1}
          answer={answers.find(({ questionId }) => questionId === question.questionId)}
          isDisabled={hand.isRunning || isOver}
          onAnswer={answer => {
            draft.set(answer);
            setAnswers(draft.answers);
          }}
          onClear={() => {
            draft.clear(question);
            setAnswers(draft.answers);
          }}
        />
      ))}
      <StudentRefusal error={hand.error} courseId={scope.courseId} onRetry={hand.run} />
      <div className="row">
        <Button type="submit" look="primary" isBusy={hand.isRunning} busyLabel="Handing in …">
          {isOver ? 'See the result' : 'Hand in'}
        </Button>
        {hand.isSlow && <span role="status">Waiting for the network. Your answers are kept.</span>}
      </div>
      {!isOver && !hand.isRunning && <NewerAnswers draft={draft} attempt={attempt} onShow={onRenew} />}
      {asks.length > 0 && (
        <Unanswered
          numbers={asks}
          onBack={() => setAsks([])}
          onHandIn={() => {
            setAsks([]);
            hand.run();
          }}
        />
      )}
    </form>
  );
}

function Unanswered(props: {
  numbers: readonly number[];
  onBack: () => void;
  onHandIn: () => void;
}): ReactNode {
  const { numbers, onBack, onHandIn } = props;
  const title =
    numbers.length === 1 ? 'One question has no answer' : `${numbers.length} questions have no answer`;
  return (
    <Dialog title={title} onClose={onBack}>
      <p>
        {numbers.length === 1 ? 'Question' : 'Questions'} {numbers.join(', ')}. What is not answered counts as
        wrong.
      </p>
      <div className="row">
        <Button look="primary" onPress={onBack}>
          Go back
        </Button>
        <Button look="danger" onPress={onHandIn}>
          Hand in all the same
        </Button>
      </div>
    </Dialog>
  );
}
