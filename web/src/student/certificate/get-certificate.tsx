import type { ReactNode } from 'react';
import { isSeatbeltError } from '../../../../client/src/index.ts';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { useAction } from '../../shared/use-action.ts';
import { StudentRefusal } from '../layout/refusal.tsx';

/** Has the certificate issued; it is shown by itself then. */
export function GetCertificate({ courseId, isReady }: { courseId: string; isReady: boolean }): ReactNode {
  const { seatbelt } = usePage();
  const issue = useAction(async () => {
    await seatbelt.issueCertificate({ courseId });
  });
  const missing =
    isSeatbeltError(issue.error) && issue.error.reason === 'CERTIFICATE_NOT_READY' ? issue.error.fields : [];
  return (
    <div className="stack tight">
      <StudentRefusal error={issue.error} courseId={courseId} />
      {missing.length > 0 && (
        <ul>
          {missing.map(({ path, message }) => (
            <li key={path}>{message}</li>
          ))}
        </ul>
      )}
      <div className="row">
        <Button
          look="primary"
          isBusy={issue.isRunning}
          isDisabled={!isReady}
          busyLabel="Issuing …"
          onPress={issue.run}
        >
          Get certificate
        </Button>
        {!isReady && <span className="muted">It is issued once nothing is missing any more.</span>}
      </div>
    </div>
  );
}
