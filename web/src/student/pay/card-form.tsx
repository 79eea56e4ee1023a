import type { Stripe, StripeElements } from '@stripe/stripe-js';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { formatMoney } from '../../shared/format.ts';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Skeleton } from '../../shared/ui/live-view.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { useAction } from '../../shared/use-action.ts';
import { type OpenedPayment, returnUrlOf } from './payment.ts';

interface Mounted {
  readonly stripe: Stripe;
  readonly elements: StripeElements;
}

/** The provider's own card fields: what is typed there never passes through our code. */
export function CardForm(props: { courseId: string; payment: OpenedPayment; onBack: () => void }): ReactNode {
  const { courseId, payment, onBack } = props;
  const { amount, currency } = payment;
  const place = useRef<HTMLDivElement>(null);
  const { mounted, problem } = useCardFields({ place, clientSecret: payment.clientSecret });
  const [declined, setDeclined] = useState('');
  const pay = useAction(async () => {
    if (mounted === undefined) return;
    setDeclined('');
    const { error } = await mounted.stripe.confirmPayment({
      elements: mounted.elements,
      confirmParams: { return_url: returnUrlOf(courseId) },
    });
    // Only failures come back; else the provider has led on to the return address.
    setDeclined(error.message ?? 'The payment did not work. Nothing was paid.');
  });
  return (
    <section className="card stack narrow" aria-label="Card">
      <div ref={place} />
      {mounted === undefined && problem === '' && <Skeleton lines={4} />}
      {problem !== '' && <Notice kind="bad">{problem}</Notice>}
      {declined !== '' && <Notice kind="bad">{declined}</Notice>}
      {pay.error !== null && (
        <Notice kind="bad">The provider did not answer. Load the page again: nothing is paid twice.</Notice>
      )}
      <div className="row">
        <Button
          look="primary"
          isBusy={pay.isRunning}
          isDisabled={mounted === undefined}
          busyLabel="Paying …"
          onPress={pay.run}
        >
          {`Pay ${formatMoney({ amount, currency })}`}
        </Button>
        <Button look="quiet" isDisabled={pay.isRunning} onPress={onBack}>
          Another amount
        </Button>
      </div>
    </section>
  );
}

/** Loads the provider's script when somebody pays, and not before. */
function useCardFields(input: { place: React.RefObject<HTMLDivElement | null>; clientSecret: string }) {
  const { place, clientSecret } = input;
  const { config } = usePage();
  const [mounted, setMounted] = useState<Mounted | undefined>(undefined);
  const [problem, setProblem] = useState('');
  const key = config.stripePublishableKey;
  useEffect(() => {
    let isWanted = true;
    mountCardFields({ key, clientSecret, element: () => (isWanted ? place.current : null) }).then(
      found => {
        if (isWanted) setMounted(found);
      },
      () => {
        if (isWanted)
          setProblem(
            'The payment provider could not be reached. Nothing was paid. Check your connection, or whether a blocker is active, and try again.',
          );
      },
    );
    return () => {
      isWanted = false;
    };
  }, [key, clientSecret, place]);
  return { mounted, problem };
}

async function mountCardFields(input: {
  key: string | null;
  clientSecret: string;
  element: () => HTMLElement | null;
}): Promise<Mounted | undefined> {
  const { key, clientSecret, element } = input;
  const { loadStripe } = await import('@stripe/stripe-js');
  const stripe = key === null ? null : await loadStripe(key);
  if (stripe === null) throw new Error('The provider did not load.');
  const place = element();
  if (place === null) return undefined;
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const elements = stripe.elements({ clientSecret, appearance: { theme: isDark ? 'night' : 'stripe' } });
  elements.create('payment').mount(place);
  return { stripe, elements };
}
