import type { ReactNode } from 'react';
import type { Enrollment, LedgerEntry } from '../../../../client/src/index.ts';
import type { Live } from '../../../../client/src/live.ts';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { Empty } from '../ui/empty.tsx';
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
  props: StudentDialogProps & { task: StudentTask; ledger: Live<readonly LedgerEntry[]> },
): ReactNode {
  const { task, ledger, ...common } = props;
  switch (task.kind) {
    case 'refund':
      return <RefundOnceRead {...common} ledger={ledger} paymentIntentId={task.paymentIntentId} />;
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

/** Not before the ledger is there: one that did not come yet must not read as «nothing can go back». */
function RefundOnceRead(
  props: StudentDialogProps & { ledger: Live<readonly LedgerEntry[]>; paymentIntentId: string | null },
): ReactNode {
  const { ledger, name, onClose } = props;
  if (ledger.status === 'ready') return <RefundDialog {...props} ledger={ledger.data} />;
  return (
    <Dialog title={`Return money to ${name}`} onClose={onClose}>
      <LiveView live={ledger} audience="staff" missing={<Empty>No money has moved yet.</Empty>}>
        {() => null}
      </LiveView>
    </Dialog>
  );
}
