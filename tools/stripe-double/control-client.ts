import { operationPath } from './control-http.ts';
import type { StripeDoubleControl } from './control-types.ts';

/**
 * The control of a double in another process, over HTTP.
 *
 * @param url the double's address, for example `http://127.0.0.1:12111`.
 */
export function controlClient(url: string): StripeDoubleControl {
  const call = (name: keyof StripeDoubleControl) => {
    const address = new URL(operationPath(name), url);
    // The double's answers have the declared shapes: both ends are this module.
    return async <Answer>(input: object = {}): Promise<Answer> => {
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(input),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`Stripe double, ${name}: ${messageIn(text)}`);
      return JSON.parse(text);
    };
  };
  return {
    setDelivery: call('setDelivery'),
    release: call('release'),
    flush: call('flush'),
    resendEvents: call('resendEvents'),
    deliverEvents: call('deliverEvents'),
    deliveries: call('deliveries'),
    setWebhook: call('setWebhook'),
    injectFault: call('injectFault'),
    clearFaults: call('clearFaults'),
    expireIdempotencyKeys: call('expireIdempotencyKeys'),
    advanceClock: call('advanceClock'),
    confirmPayment: call('confirmPayment'),
    payCheckout: call('payCheckout'),
    settlePayment: call('settlePayment'),
    setNewRefundStatus: call('setNewRefundStatus'),
    settleRefund: call('settleRefund'),
    createDispute: call('createDispute'),
    closeDispute: call('closeDispute'),
    createSucceededPayments: call('createSucceededPayments'),
    state: call('state'),
    reset: call('reset'),
  };
}

function messageIn(text: string): string {
  try {
    const { error } = JSON.parse(text);
    return String(error.message);
  } catch {
    return text;
  }
}
