import { type ReactNode, useEffect, useState } from 'react';
import { Link, useSearch } from 'wouter';
import { formatMoney } from '../../shared/format.ts';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import type { EnrolledScope } from '../course/course-scope.tsx';
import { BackToCourse, Enrolled } from '../course/enrolled.tsx';
import { PageBody } from '../layout/page.tsx';
import { useLedger } from '../receipts/use-ledger.ts';
import { paths } from '../routes.ts';
import { type PaymentOutcome, paymentOutcome, readReturn } from './payment-return.ts';

export default function PaidPage(): ReactNode {
  return <Enrolled title="Your payment">{scope => <Outcome scope={scope} />}</Enrolled>;
}

const LONG_MS = 20_000;

/** Where the provider leads back to. Everything is read from the address and the ledger, so a reload changes nothing. */
function Outcome({ scope }: { scope: EnrolledScope }): ReactNode {
  const { courseId, course } = scope;
  const returned = readReturn(useSearch());
  const ledger = useLedger(scope);
  return (
    <>
      <BackToCourse courseId={courseId} title={course.title} />
      <PageBody title="Your payment">
        <LiveView live={ledger} missing={null}>
          {entries => <OutcomeNotice courseId={courseId} outcome={paymentOutcome({ returned, entries })} />}
        </LiveView>
        <div className="row">
          <Link className="button primary" href={paths.course(courseId)}>
            To the course
          </Link>
          <Link className="button" href={paths.receipts(courseId)}>
            Receipts
          </Link>
        </div>
      </PageBody>
    </>
  );
}

function OutcomeNotice({ courseId, outcome }: { courseId: string; outcome: PaymentOutcome }): ReactNode {
  const isLong = useLater(LONG_MS);
  switch (outcome.kind) {
    case 'booked':
      return (
        <Notice kind="good">
          <strong>Thank you. {formatMoney(outcome)} are booked.</strong>
          <span>The receipt is under «Receipts».</span>
        </Notice>
      );
    case 'beingBooked':
      return (
        <Notice>
          <strong>Your payment is being booked.</strong>
          <span>
            {isLong
              ? 'This takes longer than usual. You may close this page: it is booked by itself, and you need not pay again.'
              : 'This takes a few seconds. You need not pay again.'}
          </span>
        </Notice>
      );
    case 'atTheBank':
      return (
        <Notice>
          <strong>Your bank is working on it.</strong>
          <span>
            A transfer may take some days. It is booked as soon as it arrives; you need not pay again.
          </span>
        </Notice>
      );
    case 'heldForTheSchool':
      return (
        <Notice>
          <strong>Your payment has arrived and waits for the school.</strong>
          <span>The school assigns it to your course. You need not pay again.</span>
        </Notice>
      );
    case 'failed':
      return (
        <Notice kind="bad">
          <strong>The payment did not work. Nothing was paid.</strong>
          <Link href={paths.pay(courseId)}>Try again, or with another card</Link>
        </Notice>
      );
    case 'unknown':
      return <Notice>There is no payment to show here. All of yours are under «Receipts».</Notice>;
  }
}

function useLater(delayMs: number): boolean {
  const [isLater, setLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), delayMs);
    return () => clearTimeout(timer);
  }, [delayMs]);
  return isLater;
}
