import { type ReactNode, useState } from 'react';
import { usePage } from '../../../shared/session.tsx';
import { TextField } from '../../../shared/ui/field.tsx';
import type { TimelineItemOf } from '../../api.ts';
import { useReason } from '../../ui/reason-field.tsx';
import { TaskDialog } from '../../ui/task-dialog.tsx';
import type { StudentDialogProps } from '../student-task-dialog.tsx';

/** Replaces a certificate by one with the name as it should have been. */
export function SupersedeDialog(
  props: StudentDialogProps & { certificate: TimelineItemOf<'certificate'> },
): ReactNode {
  const { certificate, name, onClose, onDone } = props;
  const { seatbelt } = usePage();
  const [studentName, setStudentName] = useState(name);
  const why = useReason();
  const lacksName = studentName.trim() === '' ? 'Please enter the name.' : undefined;
  const { certificateId, serial } = certificate;
  return (
    <TaskDialog
      title="Replace a certificate"
      onClose={onClose}
      onDone={onDone}
      isComplete={why.isGiven && lacksName === undefined}
      form={showsProblems => (
        <>
          <p>
            For a name that was wrong. A new certificate takes the place of <code>{serial}</code>, which says
            so from then on.
          </p>
          <TextField
            label="Name on the new certificate"
            maxLength={100}
            value={studentName}
            onText={setStudentName}
            problem={showsProblems ? lacksName : undefined}
          />
          {why.field(showsProblems)}
        </>
      )}
      summary={
        <p>
          <strong>{serial}</strong> is replaced by one for <strong>{studentName.trim()}</strong>.
        </p>
      }
      confirmLabel={`Replace it for ${studentName.trim()}`}
      look="danger"
      work={() =>
        seatbelt.supersedeCertificate({
          certificateId,
          studentName: studentName.trim(),
          reason: why.reason,
        })
      }
      result={made => `The new certificate is ${made.serial}.`}
    />
  );
}
