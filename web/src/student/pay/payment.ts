import type { Answer, Enrollment } from '../../../../client/src/index.ts';
import type { PageConfig } from '../../shared/config.ts';
import { isPayable } from '../course/next-step.ts';
import { paths } from '../routes.ts';

/** A payment that was opened at the provider and waits for the student's card. */
export type OpenedPayment = Pick<
  Answer<'createPayment'>,
  'paymentIntentId' | 'clientSecret' | 'amount' | 'currency'
>;

/**
 * Whether a payment opened here may still be made. Stripe would take it for good, too, after another tab or another device
 * has paid the balance, or after the course has ended: then it would only become credit.
 */
export function isStillDue(input: { payment: OpenedPayment; enrollment: Enrollment; now: Date }): boolean {
  const { payment, enrollment, now } = input;
  return isPayable({ enrollment, now }) && payment.amount <= enrollment.amountDue;
}

/** Where the provider leads back to. It adds `payment_intent` and `redirect_status`. */
export const returnUrlOf = (courseId: string): string => new URL(paths.paid(courseId), location.href).href;

/** The double's page on the developer's own machine; undefined in production, where the card is asked for here. */
export function localPaymentPage(input: {
  config: PageConfig;
  payment: OpenedPayment;
  courseId: string;
}): string | undefined {
  const { config, payment, courseId } = input;
  if (config.local === null) return undefined;
  const page = new URL(`/pay/${payment.clientSecret}`, config.local.stripeOrigin);
  page.searchParams.set('return_url', returnUrlOf(courseId));
  return page.href;
}
