import { type ReactNode, useState } from 'react';
import { download } from '../../shared/download.ts';
import { usePage } from '../../shared/session.tsx';
import { ReasonField, reasonProblem } from '../ui/reason-field.tsx';
import { TaskDialog } from '../ui/task-dialog.tsx';

const REASON_LENGTH = 10;

/** All that is stored of an account, as a file. */
export function ExportAccountDialog(props: { userId: string; name: string; onClose: () => void }): ReactNode {
  const { userId, name, onClose } = props;
  const { seatbelt } = usePage();
  const [reason, setReason] = useState('');
  const problem = reasonProblem({ reason, atLeast: REASON_LENGTH });
  return (
    <TaskDialog
      title={`Export the data of ${name}`}
      onClose={onClose}
      isComplete={problem === undefined}
      form={showsProblems => (
        <>
          <p>
            A file with everything that is stored of this account, and what is left out and why. The audit log
            tells that you had it.
          </p>
          <ReasonField reason={reason} onReason={setReason} problem={showsProblems ? problem : undefined} />
        </>
      )}
      confirmLabel="Download as JSON"
      work={async () => {
        const data = await seatbelt.exportAccountData({ userId, reason: reason.trim() });
        const fileName = `account-${userId}.json`;
        download({ fileName, contentType: 'application/json', content: JSON.stringify(data, null, 2) });
        return fileName;
      }}
      result={fileName => `Saved as ${fileName}.`}
    />
  );
}
