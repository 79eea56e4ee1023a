/** Older signatures are refused, so that a recorded delivery cannot be played back later. Stripe's own default. */
const TOLERANCE_SECONDS = 300;

let library: Promise<typeof import('stripe')> | undefined;

/** Asked for once: to import it for every delivery takes as long as to check its signature. */
const stripeLibrary = () => {
  library ??= import('stripe');
  return library;
};

/**
 * Whether Stripe signed exactly these bytes, recently. Checked by Stripe's own library, loaded when the first
 * delivery comes.
 */
export async function isSignedByStripe(input: {
  readonly payload: string;
  readonly header: string;
  readonly secret: string;
}): Promise<boolean> {
  const { default: Stripe } = await stripeLibrary();
  const { signature } = Stripe.webhooks;
  if (signature === null) throw new Error('Stripe’s library came without its signature check.');
  try {
    return signature.verifyHeader(input.payload, input.header, input.secret, TOLERANCE_SECONDS);
  } catch {
    // Not only its own error: at an empty digest the library throws a plain one.
    return false;
  }
}
