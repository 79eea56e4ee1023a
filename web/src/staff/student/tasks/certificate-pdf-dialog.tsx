import type { ReactNode } from 'react';
import { bytesOfBase64, download } from '../../../shared/download.ts';
import { usePage } from '../../../shared/session.tsx';
import type { TimelineItemOf } from '../../api.ts';
import { TaskDialog } from '../../ui/task-dialog.tsx';
import type { StudentDialogProps } from '../student-task-dialog.tsx';

/** The certificate as the student has it; one that is no more valid says so across the page. */
export function CertificatePdfDialog(
  props: StudentDialogProps & { certificate: TimelineItemOf<'certificate'> },
): ReactNode {
  const { enrollment, certificate, onClose } = props;
  const { seatbelt } = usePage();
  const { userId, courseId } = enrollment;
  const { certificateId, serial } = certificate;
  return (
    <TaskDialog
      title={`Certificate ${serial}`}
      onClose={onClose}
      isComplete
      form={() => (
        <p>The certificate as the student has it. One that is no more valid says so across the page.</p>
      )}
      confirmLabel="Download PDF"
      work={async () => {
        const { fileName, pdfBase64 } = await seatbelt.getCertificatePdf({ userId, courseId, certificateId });
        download({ fileName, contentType: 'application/pdf', content: bytesOfBase64(pdfBase64) });
        return fileName;
      }}
      result={fileName => `Saved as ${fileName}.`}
    />
  );
}
