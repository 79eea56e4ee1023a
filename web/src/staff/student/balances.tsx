import type { ReactNode } from 'react';
import type { Enrollment } from '../../../../client/src/index.ts';
import { formatDay, formatDuration, formatInstant, formatMoney } from '../../shared/format.ts';
import { Facts } from '../../shared/ui/facts.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { StateTag } from '../ui/tag.tsx';
import { lockWords } from '../words.ts';

/** How an enrollment stands: its states, its money, its hours. */
export function Balances({ enrollment }: { enrollment: Enrollment }): ReactNode {
  const { currency, timeZone } = enrollment;
  const money = (amount: number): string => formatMoney({ amount, currency });
  const day = (at: Date | null): string => (at === null ? '–' : formatDay({ at, timeZone }));
  const { identity } = enrollment;
  return (
    <section className="card stack" aria-label="How it stands">
      <div className="row">
        <StateTag state={enrollment.enrollmentStatus} />
        <span className="small">
          Money <StateTag state={enrollment.paymentStatus} />
        </span>
        <span className="small">
          Access <StateTag state={enrollment.accessStatus} />
        </span>
        <span className="muted small">Times in {timeZone}, the enrollment’s zone</span>
      </div>
      {identity.lock !== null && (
        <Notice kind="warn">
          <strong>{lockWords(identity.lock.cause)}</strong>
          <span>
            Since {formatInstant({ at: identity.lock.lockedAt, timeZone })},{' '}
            {identity.lock.until === null
              ? 'until staff release it.'
              : `until ${formatInstant({ at: identity.lock.until, timeZone })}.`}
          </span>
        </Notice>
      )}
      <Facts
        facts={[
          ['Tuition', money(enrollment.amountTotal)],
          ['Paid', money(enrollment.amountPaid)],
          ['Refunded', money(enrollment.amountRefunded)],
          ['Due', money(enrollment.amountDue)],
          ['Credit', money(enrollment.creditBalance)],
          ['Disputed', money(enrollment.amountDisputed)],
          ['Studied', formatDuration(enrollment.creditedSeconds + enrollment.adjustedSeconds)],
          ['Lessons done', enrollment.completedLessonIds.length],
          ['Checks wrong', `${identity.wrong} of ${identity.asked}`],
          ['Registered', day(enrollment.registeredAt)],
          ['Completed', day(enrollment.completedAt)],
          ['Ends', day(enrollment.expiresAt)],
        ]}
      />
    </section>
  );
}
