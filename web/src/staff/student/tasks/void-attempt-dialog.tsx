import type { ReactNode } from 'react';
import { usePage } from '../../../shared/session.tsx';
import type { TimelineItemOf } from '../../api.ts';
import { useReason } from '../../ui/reason-field.tsx';
import { TaskDialog } from '../../ui/task-dialog.tsx';
import type { StudentDialogProps } from '../student-task-dialog.tsx';

export function VoidAttemptDialog(
  props: StudentDialogProps & { attempt: TimelineItemOf<'attempt'> },
): ReactNode {
  const { enrollment, attempt, name, onClose, onDone } = props;
  const { seatbelt } = usePage();
  const why = useReason();
  const { userId, courseId } = enrollment;
  const { quizId, quizTitle, attemptNumber } = attempt;
  return (
    <TaskDialog
      title={`Void attempt ${attemptNumber} at ${quizTitle}`}
      onClose={onClose}
      onDone={onDone}
      isComplete={why.isGiven}
      form={showsProblems => (
        <>
          <p>
            For an attempt that something went wrong with. It counts no more, neither as used nor as passed
            {attempt.percent === null ? '' : `; its ${attempt.percent} % stay on record`}.
          </p>
          {why.field(showsProblems)}
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
        seatbelt.voidQuizAttempt({ userId, courseId, quizId, attemptId: attempt.id, reason: why.reason })
      }
      result={({ attemptsLeft, bestPercent, passed }) =>
        `Voided. Attempts left: ${attemptsLeft}; best result: ${bestPercent === null ? 'none' : `${bestPercent} %`}, ${passed ? 'passed' : 'not passed'}.`
      }
    />
  );
}
