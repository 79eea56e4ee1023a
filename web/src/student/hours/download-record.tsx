import type { ReactNode } from 'react';
import { download } from '../../shared/download.ts';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { useAction } from '../../shared/use-action.ts';
import { StudentRefusal } from '../layout/refusal.tsx';

/** All that is recorded of one's study in this course, as a page to keep: every session with every sign of life. */
export function DownloadRecord({ courseId }: { courseId: string }): ReactNode {
  const { seatbelt } = usePage();
  const copy = useAction(async () => {
    const { fileName, contentType, document } = await seatbelt.exportComplianceRecord({
      courseId,
      format: 'html',
    });
    download({ fileName, contentType, content: document });
  });
  return (
    <div className="stack tight">
      <StudentRefusal error={copy.error} courseId={courseId} />
      <div>
        <Button isBusy={copy.isRunning} busyLabel="Collecting …" onPress={copy.run}>
          Download my record
        </Button>
      </div>
    </div>
  );
}
