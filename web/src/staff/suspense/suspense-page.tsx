import { type ReactNode, useState } from 'react';
import type { Suspense } from '../../../../client/src/index.ts';
import type { Live } from '../../../../client/src/live.ts';
import { formatInstant } from '../../shared/format.ts';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { useLive } from '../../shared/use-live.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { StateTag } from '../ui/tag.tsx';
import { suspenseWords } from '../words.ts';
import { ClaimDialog } from './claim-dialog.tsx';
import { heldWords } from './held-words.ts';

const nothing = (
  <Empty>
    No money waits. A payment that matches no enrollment would stand here until somebody claims it.
  </Empty>
);

/** Money that matched no enrollment, until somebody says whose it is. */
export default function SuspensePage(): ReactNode {
  const { seatbelt } = usePage();
  const live = useLive('suspense', (reads, tell: (live: Live<readonly Suspense[]>) => void) =>
    reads.watchSuspense(seatbelt, tell),
  );
  const [claimed, setClaimed] = useState<Suspense | null>(null);
  return (
    <Page
      title="Suspense"
      intro="Payments that matched no enrollment. They wait here until they are claimed for one."
    >
      <LiveView live={live} audience="staff" missing={nothing}>
        {all => <SuspenseLists all={all} onClaim={setClaimed} />}
      </LiveView>
      {claimed !== null && <ClaimDialog suspense={claimed} onClose={() => setClaimed(null)} />}
    </Page>
  );
}

function SuspenseLists(props: {
  all: readonly Suspense[];
  onClaim: (suspense: Suspense) => void;
}): ReactNode {
  const { all, onClaim } = props;
  const newestFirst = [...all].sort((one, other) => other.receivedAt.getTime() - one.receivedAt.getTime());
  const open = newestFirst.filter(({ state }) => state === 'OPEN');
  const settled = newestFirst.filter(({ state }) => state !== 'OPEN');
  return (
    <>
      {open.length === 0 ? (
        nothing
      ) : (
        <ul className="cards" aria-label="Waiting">
          {open.map(suspense => (
            <li key={suspense.paymentId} className="card stack tight">
              <SuspenseText suspense={suspense} />
              <div className="row">
                <Button look="primary" onPress={() => onClaim(suspense)}>
                  Claim {heldWords(suspense)}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {settled.length > 0 && (
        <details>
          <summary>Claimed before ({settled.length})</summary>
          <ul className="cards">
            {settled.map(suspense => (
              <li key={suspense.paymentId} className="card stack tight">
                <SuspenseText suspense={suspense} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function SuspenseText({ suspense }: { suspense: Suspense }): ReactNode {
  const { namedOwner, claimedFor } = suspense;
  return (
    <>
      <div className="row spread">
        <strong className="number">{heldWords(suspense)}</strong>
        <StateTag state={suspense.state} />
      </div>
      <span>{suspenseWords(suspense.reason)}</span>
      <span className="muted small">
        <code>{suspense.paymentId}</code> · {formatInstant({ at: suspense.receivedAt })}, your time
      </span>
      {namedOwner !== null && (
        <span className="muted small">
          Names <code>{namedOwner.userId}</code>, course <code>{namedOwner.courseId}</code>
        </span>
      )}
      {claimedFor !== null && (
        <span className="muted small">
          Claimed for <code>{claimedFor.userId}</code>, course <code>{claimedFor.courseId}</code>
        </span>
      )}
    </>
  );
}
