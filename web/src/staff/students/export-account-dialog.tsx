import type { ReactNode } from 'react';
import { download } from '../../shared/download.ts';
import { usePage } from '../../shared/session.tsx';
import { useReason, WEIGHTY_REASON_LENGTH } from '../ui/reason-field.tsx';
import { TaskDialog } from '../ui/task-dialog.tsx';

/** All that is stored of an account, as a file. */
export function ExportAccountDialog(props: { userId: string; name: string; onClose: () => void }): ReactNode {
  const { userId, name, onClose } = props;
  const { seatbelt } = usePage();
  const why = useReason({ atLeast: WEIGHTY_REASON_LENGTH });
  return (
    <TaskDialog
      title={`Export the data of ${name}`}
      onClose={onClose}
      isComplete={why.isGiven}
      form={showsProblems => (
        <>
          <p>
            A file with everything that is stored of this account, and what is left out and why. The audit log
            tells that you had it.
          </p>
          {why.field(showsProblems)}
        </>
      )}
      confirmLabel="Download as JSON"
      work={async () => {
        const data = await seatbelt.exportAccountData({ userId, reason: why.reason });
        const fileName = `account-${userId}.json`;
        download({ fileName, contentType: 'application/json', content: JSON.stringify(data, null, 2) });
        return fileName;
      }}
      result={fileName => `Saved as ${fileName}.`}
    />
  );
}
