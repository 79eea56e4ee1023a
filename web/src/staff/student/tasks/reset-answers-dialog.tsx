import type { ReactNode } from 'react';
import { usePage } from '../../../shared/session.tsx';
import { useReason } from '../../ui/reason-field.tsx';
import { TaskDialog } from '../../ui/task-dialog.tsx';
import type { StudentDialogProps } from '../student-task-dialog.tsx';

export function ResetAnswersDialog({ enrollment, name, onClose, onDone }: StudentDialogProps): ReactNode {
  const { seatbelt } = usePage();
  const why = useReason();
  const { userId, courseId } = enrollment;
  return (
    <TaskDialog
      title={`Reset the personal answers of ${name}`}
      onClose={onClose}
      onDone={onDone}
      isComplete={why.isGiven}
      form={showsProblems => (
        <>
          <p>
            For somebody who mistyped an answer, once you know who it is. The answers are the same for all
            courses.
          </p>
          {why.field(showsProblems)}
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
      work={() => seatbelt.resetVerificationAnswers({ userId, courseId, reason: why.reason })}
      result={() => `The answers are erased. ${name} is asked for new ones.`}
    />
  );
}
