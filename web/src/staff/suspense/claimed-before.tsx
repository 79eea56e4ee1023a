import { type ReactNode, useState } from 'react';
import type { Suspense } from '../../../../client/src/index.ts';
import type { Live } from '../../../../client/src/live.ts';
import { usePage } from '../../shared/session.tsx';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { useLive } from '../../shared/use-live.ts';
import { Empty } from '../ui/empty.tsx';
import { SuspenseText } from './suspense-text.tsx';

/** Of years of claims the last ones are looked up; the others are in the ledgers of their enrollments. */
const MAX_SHOWN = 50;

/** What was claimed last. Read only once somebody opens it: whoever claims money looks at what waits. */
export function ClaimedBefore(): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Claimed before</summary>
      {isOpen && <Claimed />}
    </details>
  );
}

const nothing = <Empty>Nothing has been claimed yet.</Empty>;

function Claimed(): ReactNode {
  const { seatbelt } = usePage();
  const live = useLive('suspense/claimed', (reads, tell: (live: Live<readonly Suspense[]>) => void) =>
    reads.watchClaimedSuspense(seatbelt, { limit: MAX_SHOWN }, tell),
  );
  return (
    <LiveView live={live} audience="staff" missing={nothing}>
      {claimed =>
        claimed.length === 0 ? (
          nothing
        ) : (
          <>
            {claimed.length === MAX_SHOWN && <p className="muted small">The last {MAX_SHOWN}.</p>}
            <ul className="cards" aria-label="Claimed, the last first">
              {claimed.map(suspense => (
                <li key={suspense.paymentId} className="card stack tight">
                  <SuspenseText suspense={suspense} />
                </li>
              ))}
            </ul>
          </>
        )
      }
    </LiveView>
  );
}
