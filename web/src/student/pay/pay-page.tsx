import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { formatMoney } from '../../shared/format.ts';
import { serverNow } from '../../shared/server-clock.ts';
import { usePage } from '../../shared/session.tsx';
import { Facts } from '../../shared/ui/facts.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import type { EnrolledScope } from '../course/course-scope.tsx';
import { hasEnded } from '../course/end.ts';
import { BackToCourse, Enrolled } from '../course/enrolled.tsx';
import { isPayable, missingToOpen } from '../course/next-step.ts';
import { PageBody } from '../layout/page.tsx';
import { paths } from '../routes.ts';
import { CardForm } from './card-form.tsx';
import { isStillDue, localPaymentPage, type OpenedPayment } from './payment.ts';
import { PaymentChoice } from './payment-choice.tsx';

export default function PayPage(): ReactNode {
  return <Enrolled title="Payment">{scope => <Payment scope={scope} />}</Enrolled>;
}

function Payment({ scope }: { scope: EnrolledScope }): ReactNode {
  const { courseId, course, enrollment } = scope;
  const { config } = usePage();
  const now = serverNow();
  const [opened, setOpened] = useState<OpenedPayment | null>(null);
  const open = (payment: OpenedPayment): void => {
    const page = localPaymentPage({ config, payment, courseId });
    if (page === undefined) setOpened(payment);
    else location.assign(page);
  };
  return (
    <>
      <BackToCourse courseId={courseId} title={course.title} />
      <PageBody title="Payment">
        <Balance scope={scope} />
        {opened !== null && isStillDue({ payment: opened, enrollment, now }) ? (
          <CardForm courseId={courseId} payment={opened} onBack={() => setOpened(null)} />
        ) : (
          <WhatToPay scope={scope} onOpened={open} />
        )}
        {missingToOpen(enrollment) === 0 && isPayable({ enrollment, now }) && (
          <p className="muted">The rest may wait: it is due before the certificate.</p>
        )}
      </PageBody>
    </>
  );
}

function WhatToPay({
  scope,
  onOpened,
}: {
  scope: EnrolledScope;
  onOpened: (payment: OpenedPayment) => void;
}): ReactNode {
  const { courseId, enrollment } = scope;
  if (enrollment.enrollmentStatus === 'WAITLISTED')
    return <Notice>You are on the waiting list. There is nothing to pay before you have a seat.</Notice>;
  if (hasEnded({ enrollment, now: serverNow() }))
    return (
      <Notice>
        <span>This enrollment has ended. There is nothing to pay for it any more.</span>
        <Link href={paths.course(courseId)}>To the course’s page</Link>
      </Notice>
    );
  if (enrollment.amountDue === 0)
    return (
      <Notice kind="good">
        <strong>Everything is paid.</strong>
        <Link href={paths.course(courseId)}>Go on with the course</Link>
      </Notice>
    );
  return <PaymentChoice enrollment={enrollment} onOpened={onOpened} />;
}

function Balance({ scope }: { scope: EnrolledScope }): ReactNode {
  const { enrollment } = scope;
  const { amountTotal, amountPaid, amountRefunded, amountDue, currency } = enrollment;
  const money = (amount: number): string => formatMoney({ amount, currency });
  return (
    <section className="card" aria-label="Balance">
      <Facts
        facts={[
          ['Price', money(amountTotal)],
          ['Paid', money(amountPaid - amountRefunded)],
          ...(hasEnded({ enrollment, now: serverNow() })
            ? []
            : ([['Left to pay', money(amountDue)]] as const)),
        ]}
      />
    </section>
  );
}
