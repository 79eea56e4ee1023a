import { type ReactNode, useState } from 'react';
import { usePage } from '../../../shared/session.tsx';
import type { TimelineItemOf } from '../../api.ts';
import { ReasonField, reasonProblem } from '../../ui/reason-field.tsx';
import { TaskDialog } from '../../ui/task-dialog.tsx';
import type { StudentDialogProps } from '../student-task-dialog.tsx';

export function VoidAttemptDialog(
  props: StudentDialogProps & { attempt: TimelineItemOf<'attempt'> },
): ReactNode {
  const { enrollment, attempt, name, onClose, onDone } = props;
  const { seatbelt } = usePage();
  const [reason, setReason] = useState('');
  const problem = reasonProblem({ reason });
  const { userId, courseId } = enrollment;
  const { quizId, quizTitle, attemptNumber } = attempt;
  return (
    <TaskDialog
      title={`Void attempt ${attemptNumber} at ${quizTitle}`}
      onClose={onClose}
      onDone={onDone}
      isComplete={problem === undefined}
      form={showsProblems => (
        <>
          <p>
            For an attempt that something went wrong with. It counts no more, neither as used nor as passed
            {attempt.percent === null ? '' : `; its ${attempt.percent} % stay on record`}.
          </p>
          <ReasonField reason={reason} onReason={setReason} problem={showsProblems ? problem : undefined} />
        </>
      )}
      summary={
        <p>
          Attempt <strong>{attemptNumber}</strong> of {name} at {quizTitle} is voided for good.
        </p>
      }
      confirmLabel={`Void attempt ${attemptNumber}`}
      look="danger"
      work={() =>
        seatbelt.voidQuizAttempt({ userId, courseId, quizId, attemptId: attempt.id, reason: reason.trim() })
      }
      result={({ attemptsLeft, bestPercent, passed }) =>
        `Voided. Attempts left: ${attemptsLeft}; best result: ${bestPercent === null ? 'none' : `${bestPercent} %`}, ${passed ? 'passed' : 'not passed'}.`
      }
    />
  );
}
