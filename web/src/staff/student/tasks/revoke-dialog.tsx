import type { ReactNode } from 'react';
import { usePage } from '../../../shared/session.tsx';
import type { TimelineItemOf } from '../../api.ts';
import { useReason } from '../../ui/reason-field.tsx';
import { TaskDialog } from '../../ui/task-dialog.tsx';
import type { StudentDialogProps } from '../student-task-dialog.tsx';

export function RevokeDialog(
  props: StudentDialogProps & { certificate: TimelineItemOf<'certificate'> },
): ReactNode {
  const { certificate, name, onClose, onDone } = props;
  const { seatbelt } = usePage();
  const why = useReason();
  const { certificateId, serial } = certificate;
  return (
    <TaskDialog
      title="Revoke a certificate"
      onClose={onClose}
      onDone={onDone}
      isComplete={why.isGiven}
      form={showsProblems => (
        <>
          <p>
            Whoever looks up <code>{serial}</code> from now on is told that it is revoked. This cannot be
            undone.
          </p>
          {why.field(showsProblems)}
        </>
      )}
      summary={
        <p>
          The certificate <strong>{serial}</strong> of {name} is revoked for good.
        </p>
      }
      confirmLabel={`Revoke ${serial}`}
      look="danger"
      work={() => seatbelt.revokeCertificate({ certificateId, reason: why.reason })}
      result={() => `${serial} is revoked.`}
    />
  );
}
