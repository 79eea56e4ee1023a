import { type ReactNode, useState } from 'react';
import type { Enrollment } from '../../../../client/src/index.ts';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { TextField } from '../../shared/ui/field.tsx';
import { useAction } from '../../shared/use-action.ts';
import { ConfirmDialog } from '../layout/confirm-dialog.tsx';

/** Gives the seat back. Asked twice, since it cannot be taken back. */
export function LeaveCourse({ enrollment }: { enrollment: Enrollment }): ReactNode {
  const { courseId, enrollmentStatus } = enrollment;
  const { seatbelt } = usePage();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const isWaiting = enrollmentStatus === 'WAITLISTED';
  const leave = useAction(async () => {
    await seatbelt.cancelEnrollment({
      courseId,
      reason: reason.trim() === '' ? 'Left by the student' : reason.trim(),
    });
    setAsking(false);
  });
  if (!isWaiting && enrollmentStatus !== 'PENDING_PAYMENT' && enrollmentStatus !== 'ACTIVE') return null;
  const label = isWaiting ? 'Leave the waiting list' : 'Leave this course';
  return (
    <div>
      <Button
        look="quiet"
        onPress={() => {
          leave.reset();
          setAsking(true);
        }}
      >
        {label}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={`${label}?`}
          action={leave}
          doIt={label}
          leaveIt="Stay"
          courseId={courseId}
          onClose={() => setAsking(false)}
        >
          <p>
            {isWaiting
              ? 'Your place goes to whoever waits behind you.'
              : 'Your seat goes to somebody else and cannot be taken back. The school returns what you have paid, as far as it is due to you.'}
          </p>
          <TextField label="Why? (if you like)" value={reason} maxLength={500} onText={setReason} />
        </ConfirmDialog>
      )}
    </div>
  );
}
