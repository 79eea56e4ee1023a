import { type ReactNode, useState } from 'react';
import { usePage } from '../../../shared/session.tsx';
import { useReason } from '../../ui/reason-field.tsx';
import { TaskDialog } from '../../ui/task-dialog.tsx';
import { lockWords, stateWords } from '../../words.ts';
import type { StudentDialogProps } from '../student-task-dialog.tsx';

export function UnlockDialog({ enrollment, name, onClose, onDone }: StudentDialogProps): ReactNode {
  const { seatbelt } = usePage();
  const why = useReason();
  const { userId, courseId } = enrollment;
  // By the time the result shows, the lock is gone from the enrollment.
  const [cause] = useState(enrollment.identity.lock?.cause);
  return (
    <TaskDialog
      title={`Unlock the course of ${name}`}
      onClose={onClose}
      onDone={onDone}
      isComplete={why.isGiven}
      form={showsProblems => (
        <>
          {cause !== undefined && <p>{lockWords(cause)} The checks are counted anew from here on.</p>}
          {why.field(showsProblems)}
        </>
      )}
      summary={
        <p>
          <strong>{name}</strong> can study again at once.
        </p>
      }
      confirmLabel={`Unlock ${name}`}
      work={() => seatbelt.unlockEnrollment({ userId, courseId, reason: why.reason })}
      result={({ accessStatus }) => `The lock is lifted. Access: ${stateWords(accessStatus).toLowerCase()}.`}
    />
  );
}
