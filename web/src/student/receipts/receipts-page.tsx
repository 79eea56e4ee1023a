import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { LedgerEntry } from '../../../../client/src/index.ts';
import { formatDay, formatInstant, formatMoney } from '../../shared/format.ts';
import { serverNow } from '../../shared/server-clock.ts';
import { useUser } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Facts } from '../../shared/ui/facts.tsx';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import type { EnrolledScope } from '../course/course-scope.tsx';
import { hasEnded } from '../course/end.ts';
import { BackToCourse, Enrolled } from '../course/enrolled.tsx';
import { isPayable } from '../course/next-step.ts';
import { PageBody } from '../layout/page.tsx';
import { paths } from '../routes.ts';
import { ledgerLine } from './ledger-words.ts';
import { useLedger } from './use-ledger.ts';

export default function ReceiptsPage(): ReactNode {
  return <Enrolled title="Receipts">{scope => <Statement scope={scope} />}</Enrolled>;
}

function Statement({ scope }: { scope: EnrolledScope }): ReactNode {
  const { courseId, course, enrollment } = scope;
  const { email } = useUser();
  const ledger = useLedger(scope);
  const { timeZone } = enrollment;
  return (
    <>
      <BackToCourse courseId={courseId} title={course.title} />
      <PageBody title="Receipts" lead={`${course.title}, as of ${formatDay({ at: serverNow(), timeZone })}`}>
        <section className="card stack" aria-label="Statement">
          {email !== null && <p className="small muted">{email}</p>}
          <LiveView live={ledger} missing={null}>
            {entries =>
              entries.length === 0 ? (
                <Notice>Nothing has been charged or paid yet.</Notice>
              ) : (
                <LedgerTable scope={scope} entries={entries} />
              )
            }
          </LiveView>
          <Sums scope={scope} />
        </section>
        <div className="row no-print">
          <Button onPress={() => window.print()}>Print</Button>
          {isPayable({ enrollment, now: serverNow() }) && (
            <Link className="button" href={paths.pay(courseId)}>
              Pay
            </Link>
          )}
        </div>
      </PageBody>
    </>
  );
}

function LedgerTable({
  scope,
  entries,
}: {
  scope: EnrolledScope;
  entries: readonly LedgerEntry[];
}): ReactNode {
  const { timeZone } = scope.enrollment;
  return (
    <div className="scroll">
      <table>
        <caption className="visually-hidden">All that was charged and paid, the newest first</caption>
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">What</th>
            <th scope="col" className="amount">
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map(entry => {
            const { label, dueChange } = ledgerLine(entry);
            return (
              <tr key={entry.entryId}>
                <td>{formatInstant({ at: entry.recordedAt, timeZone })}</td>
                <td>
                  {label}
                  {entry.paymentIntentId !== null && (
                    <div className="muted small reference">{entry.paymentIntentId}</div>
                  )}
                </td>
                <td className="amount">{`${dueChange < 0 ? '−' : ''}${formatMoney(entry)}`}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Sums({ scope }: { scope: EnrolledScope }): ReactNode {
  const { enrollment } = scope;
  const { amountTotal, amountPaid, amountRefunded, amountDisputed, amountDue, creditBalance, currency } =
    enrollment;
  const sums = [
    { label: 'Tuition', amount: amountTotal, isShown: true },
    { label: 'Paid', amount: amountPaid, isShown: true },
    { label: 'Returned', amount: amountRefunded, isShown: amountRefunded > 0 },
    { label: 'Disputed', amount: amountDisputed, isShown: amountDisputed > 0 },
    { label: 'Credit', amount: creditBalance, isShown: creditBalance > 0 },
    { label: 'Left to pay', amount: amountDue, isShown: !hasEnded({ enrollment, now: serverNow() }) },
  ].filter(({ isShown }) => isShown);
  return <Facts facts={sums.map(({ label, amount }) => [label, formatMoney({ amount, currency })])} />;
}
