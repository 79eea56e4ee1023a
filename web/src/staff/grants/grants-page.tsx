import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { usePage, useUser } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Refusal } from '../../shared/ui/notice.tsx';
import { useAction } from '../../shared/use-action.ts';
import { ExportRecordDialog } from '../student/tasks/export-record-dialog.tsx';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { GrantForm } from './grant-form.tsx';
import { countdown, type KeptGrant, keepGrants, liveGrants, readGrants } from './kept-grants.ts';

/** Opens one student's record for minutes, and for a reason that is kept. */
export default function GrantsPage(): ReactNode {
  const { userId: uid } = useUser();
  const [grants, setGrants] = useState(() => readGrants(uid));
  const [exported, setExported] = useState<KeptGrant | null>(null);
  const nowMs = useNow(grants.length > 0);
  const keep = useCallback(
    (next: readonly KeptGrant[]): void => {
      setGrants(next);
      keepGrants({ uid, grants: next });
    },
    [uid],
  );
  const open = liveGrants({ grants, nowMs });
  return (
    <Page
      title="Break-glass"
      intro="Opens one student’s record of one course to you, for an hour at most. The audit log tells of the grant and of everything that is read under it."
    >
      <section className="stack" aria-labelledby="open-grants">
        <h2 id="open-grants">Open now</h2>
        {open.length === 0 ? (
          <Empty>
            No grant of yours is open in this tab. One that you open below stands here until its time is over.
          </Empty>
        ) : (
          <ul className="cards">
            {open.map(grant => (
              <GrantCard
                key={grant.grantId}
                grant={grant}
                nowMs={nowMs}
                onExport={() => setExported(grant)}
                onEnded={() => keep(grants.filter(({ grantId }) => grantId !== grant.grantId))}
              />
            ))}
          </ul>
        )}
      </section>
      <section className="card stack" aria-labelledby="new-grant">
        <h2 id="new-grant">Open a record</h2>
        <GrantForm onGranted={grant => keep([...open, grant])} />
      </section>
      {exported !== null && (
        <ExportRecordDialog
          userId={exported.userId}
          courseId={exported.courseId}
          name={exported.userId}
          onClose={() => setExported(null)}
        />
      )}
    </Page>
  );
}

function GrantCard(props: {
  grant: KeptGrant;
  nowMs: number;
  onExport: () => void;
  onEnded: () => void;
}): ReactNode {
  const { grant, nowMs, onExport, onEnded } = props;
  const { seatbelt } = usePage();
  const end = useAction(async () => {
    await seatbelt.endBreakGlass({ grantId: grant.grantId });
    onEnded();
  });
  return (
    <li className="card stack tight">
      <div className="row spread">
        <strong>
          <code>{grant.userId}</code>
        </strong>
        {/* A timer is not read out each second; who wants to know looks. */}
        <span className="number" role="timer" aria-live="off" aria-label="Time left">
          {countdown({ expiresAt: grant.expiresAt, nowMs })}
        </span>
      </div>
      <span className="muted small">
        Course <code>{grant.courseId}</code> · {grant.reason}
      </span>
      {end.error !== null && <Refusal error={end.error} audience="staff" />}
      <div className="row">
        <Button look="primary" onPress={onExport}>
          Export record
        </Button>
        <Button onPress={end.run} isBusy={end.isRunning}>
          End now
        </Button>
      </div>
    </li>
  );
}

const SECOND_MS = 1_000;

/** The time, once a second while there is something to count down. */
function useNow(isWanted: boolean): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    setNowMs(Date.now());
    if (!isWanted) return;
    const timer = setInterval(() => setNowMs(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, [isWanted]);
  return nowMs;
}
