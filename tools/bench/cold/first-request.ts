export type FirstRequest = {
  method: 'GET' | 'POST';
  headers: Readonly<Record<string, string>>;
  body: string;
};

const json = { 'content-type': 'application/json' };

/** A call that nobody has signed in for: all that a function loads is loaded, and Firestore is not asked. */
const withoutSignIn: FirstRequest = { method: 'POST', headers: json, body: '{"data":null}' };

const special: Readonly<Record<string, FirstRequest>> = {
  // Stripe's own library looks at the signature, so it has to be there.
  stripeWebhook: { method: 'POST', headers: { ...json, 'stripe-signature': 't=1,v1=00' }, body: '{}' },
  verifyCertificate: { method: 'GET', headers: {}, body: '' },
};

/** What a function is asked first. Every one refuses it, by all that it checks before it asks Firestore. */
export const firstRequestOf = (target: string): FirstRequest => special[target] ?? withoutSignIn;
