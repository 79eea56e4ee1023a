import type { ReactNode } from 'react';
import type { Enrollment, LedgerEntry } from '../../../../client/src/index.ts';
import type { StudentTask } from './student-task.ts';
import { AllowanceDialog } from './tasks/allowance-dialog.tsx';
import { CertificatePdfDialog } from './tasks/certificate-pdf-dialog.tsx';
import { CorrectCheckDialog } from './tasks/correct-check-dialog.tsx';
import { ExportRecordDialog } from './tasks/export-record-dialog.tsx';
import { RefundDialog } from './tasks/refund-dialog.tsx';
import { ResetAnswersDialog } from './tasks/reset-answers-dialog.tsx';
import { RevokeDialog } from './tasks/revoke-dialog.tsx';
import { SupersedeDialog } from './tasks/supersede-dialog.tsx';
import { UnlockDialog } from './tasks/unlock-dialog.tsx';
import { VoidAttemptDialog } from './tasks/void-attempt-dialog.tsx';

/** What every dialog about a student's course works with. */
export interface StudentDialogProps {
  readonly enrollment: Enrollment;
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function StudentTaskDialog(
  props: StudentDialogProps & { task: StudentTask; ledger: readonly LedgerEntry[] },
): ReactNode {
  const { task, ledger, ...common } = props;
  switch (task.kind) {
    case 'refund':
      return <RefundDialog {...common} ledger={ledger} paymentIntentId={task.paymentIntentId} />;
    case 'unlock':
      return <UnlockDialog {...common} />;
    case 'correctCheck':
      return <CorrectCheckDialog {...common} check={task.check} />;
    case 'resetAnswers':
      return <ResetAnswersDialog {...common} />;
    case 'voidAttempt':
      return <VoidAttemptDialog {...common} attempt={task.attempt} />;
    case 'allowance':
      return <AllowanceDialog {...common} />;
    case 'revoke':
      return <RevokeDialog {...common} certificate={task.certificate} />;
    case 'supersede':
      return <SupersedeDialog {...common} certificate={task.certificate} />;
    case 'certificatePdf':
      return <CertificatePdfDialog {...common} certificate={task.certificate} />;
    case 'exportRecord':
      return (
        <ExportRecordDialog
          userId={common.enrollment.userId}
          courseId={common.enrollment.courseId}
          name={common.name}
          onClose={common.onClose}
        />
      );
  }
}
