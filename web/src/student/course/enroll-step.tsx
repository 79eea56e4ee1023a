import type { ReactNode } from 'react';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { useAction } from '../../shared/use-action.ts';
import { StudentRefusal } from '../layout/refusal.tsx';

/** Takes a seat, or a place on the waiting list; the enrollment that follows is shown by itself. */
export function EnrollStep(props: {
  courseId: string;
  /** The school's, for a browser that does not tell its own. */
  timeZone: string;
  isWaiting: boolean;
}): ReactNode {
  const { courseId, timeZone, isWaiting } = props;
  const { seatbelt } = usePage();
  const enroll = useAction(async () => {
    await seatbelt.enroll({ courseId, timeZone: ownTimeZone(timeZone) });
  });
  return (
    <div className="stack tight">
      <StudentRefusal error={enroll.error} courseId={courseId} />
      <div className="row">
        <Button look="primary" isBusy={enroll.isRunning} busyLabel="Enrolling …" onPress={enroll.run}>
          {isWaiting ? 'Join the waiting list' : 'Enroll'}
        </Button>
        {enroll.isSlow && (
          <span className="muted" role="status">
            Still trying. You can wait or come back; nothing happens twice.
          </span>
        )}
      </div>
    </div>
  );
}

/** Days and their limits are counted where the student lives. Some browsers know no zone, and some say so by a name. */
function ownTimeZone(schoolTimeZone: string): string {
  const own: string | undefined = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return own === undefined || own === 'Etc/Unknown' ? schoolTimeZone : own;
}
