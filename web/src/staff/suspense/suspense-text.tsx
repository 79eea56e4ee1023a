import type { ReactNode } from 'react';
import type { Suspense } from '../../../../client/src/index.ts';
import { formatInstant } from '../../shared/format.ts';
import { StateTag } from '../ui/tag.tsx';
import { suspenseWords } from '../words.ts';
import { heldWords } from './held-words.ts';

/** How much it is, why it waits or waited, whom it names and for whom it was claimed. */
export function SuspenseText({ suspense }: { suspense: Suspense }): ReactNode {
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
