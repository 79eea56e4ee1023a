import type { ReactNode } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import type { Action } from '../../shared/use-action.ts';
import { StudentRefusal } from './refusal.tsx';

/** Asks once more before something that cannot be taken back. Stays until it is answered, once it was begun. */
export function ConfirmDialog(props: {
  title: string;
  /** What will happen. */
  children: ReactNode;
  action: Action<void>;
  doIt: string;
  leaveIt: string;
  onClose: () => void;
  courseId?: string;
}): ReactNode {
  const { title, children, action, doIt, leaveIt, onClose, courseId } = props;
  const { isRunning, isSlow, error, run } = action;
  return (
    <Dialog title={title} {...(isRunning ? {} : { onClose })}>
      {children}
      <StudentRefusal error={error} {...(courseId === undefined ? {} : { courseId })} />
      <div className="row">
        {/* First of the two, so that it has the focus where there is no field: Enter pressed twice does nothing. */}
        <Button isDisabled={isRunning} onPress={onClose}>
          {leaveIt}
        </Button>
        <Button look="danger" isBusy={isRunning} onPress={run}>
          {doIt}
        </Button>
      </div>
      {isSlow && (
        <p className="muted" role="status">
          Still trying. Nothing happens twice.
        </p>
      )}
    </Dialog>
  );
}
