import { type ReactNode, useState } from 'react';
import type { Suspense } from '../../../../client/src/index.ts';
import type { Live } from '../../../../client/src/live.ts';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { useLive } from '../../shared/use-live.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { ClaimDialog } from './claim-dialog.tsx';
import { ClaimedBefore } from './claimed-before.tsx';
import { heldWords } from './held-words.ts';
import { SuspenseText } from './suspense-text.tsx';

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
        {open => <Waiting open={open} onClaim={setClaimed} />}
      </LiveView>
      <ClaimedBefore />
      {claimed !== null && <ClaimDialog suspense={claimed} onClose={() => setClaimed(null)} />}
    </Page>
  );
}

function Waiting(props: { open: readonly Suspense[]; onClaim: (suspense: Suspense) => void }): ReactNode {
  const { open, onClaim } = props;
  if (open.length === 0) return nothing;
  const newestFirst = [...open].sort((one, other) => other.receivedAt.getTime() - one.receivedAt.getTime());
  return (
    <ul className="cards" aria-label="Waiting">
      {newestFirst.map(suspense => (
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
  );
}
