import { type ReactNode, useState } from 'react';
import { usePage } from '../../../shared/session.tsx';
import { ReasonField, reasonProblem } from '../../ui/reason-field.tsx';
import { TaskDialog } from '../../ui/task-dialog.tsx';
import type { StudentDialogProps } from '../student-task-dialog.tsx';

export function ResetAnswersDialog({ enrollment, name, onClose, onDone }: StudentDialogProps): ReactNode {
  const { seatbelt } = usePage();
  const [reason, setReason] = useState('');
  const problem = reasonProblem({ reason });
  const { userId, courseId } = enrollment;
  return (
    <TaskDialog
      title={`Reset the personal answers of ${name}`}
      onClose={onClose}
      onDone={onDone}
      isComplete={problem === undefined}
      form={showsProblems => (
        <>
          <p>
            For somebody who mistyped an answer, once you know who it is. The answers are the same for all
            courses.
          </p>
          <ReasonField reason={reason} onReason={setReason} problem={showsProblems ? problem : undefined} />
        </>
      )}
      summary={
        <p>
          All personal answers of <strong>{name}</strong> are erased. They have to be given anew before the
          next study.
        </p>
      }
      confirmLabel={`Erase the answers of ${name}`}
      look="danger"
      work={() => seatbelt.resetVerificationAnswers({ userId, courseId, reason: reason.trim() })}
      result={() => `The answers are erased. ${name} is asked for new ones.`}
    />
  );
}
