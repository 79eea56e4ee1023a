/** Older signatures are refused, so that a recorded delivery cannot be played back later. Stripe's own default. */
const TOLERANCE_SECONDS = 300;

type StripeLibrary = Pick<typeof import('stripe').default, 'webhooks'>;

let library: StripeLibrary | undefined;

/** Stripe's library, loaded when the first delivery comes: to import it for each takes as long as to check its signature. */
export async function loadStripeLibrary(): Promise<StripeLibrary> {
  library = (await import('stripe')).default;
  return library;
}

/** The library, once it is loaded. */
export const loadedStripeLibrary = (): StripeLibrary | undefined => library;

/** Whether Stripe signed exactly these bytes, recently. Checked by Stripe's own library. */
export function isSignedByStripe(input: {
  readonly stripe: StripeLibrary;
  readonly payload: string;
  readonly header: string;
  readonly secret: string;
}): boolean {
  const { signature } = input.stripe.webhooks;
  if (signature === null) throw new Error('Stripe’s library came without its signature check.');
  try {
    return signature.verifyHeader(input.payload, input.header, input.secret, TOLERANCE_SECONDS);
  } catch {
    // Not only its own error: at an empty digest the library throws a plain one.
    return false;
  }
}
