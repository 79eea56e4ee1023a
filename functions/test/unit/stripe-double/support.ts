import { createServer, type Server } from 'node:http';
import Stripe from 'stripe';
import {
  type StripeDouble,
  type StripeDoubleOptions,
  startStripeDouble,
} from '../../../../tools/stripe-double/index.ts';

export const WEBHOOK_SECRET = 'whsec_for_these_tests';
const RETRY_AT_ONCE = { initialDelayMs: 1, maxDelayMs: 2, maxAttempts: 5 };

/** A webhook endpoint that trusts nothing but the real SDK's signature check. */
export type Receiver = {
  readonly url: string;
  readonly events: readonly Stripe.Event[];
  readonly types: () => readonly string[];
  readonly refused: () => number;
  /** The largest number of deliveries that were being answered at once. */
  readonly mostAtOnce: () => number;
  readonly answerWith: (status: (event: Stripe.Event) => number) => void;
  readonly stop: () => Promise<void>;
};

export type Setup = { readonly double: StripeDouble; readonly stripe: Stripe; readonly receiver: Receiver };

/** The real SDK, pointed at a double; retries of its own are off unless asked for. */
export function sdkFor(
  double: StripeDouble,
  settings: { readonly maxNetworkRetries?: number; timeout?: number } = {},
): Stripe {
  return new Stripe('sk_test_for_these_tests', {
    host: '127.0.0.1',
    port: double.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    ...settings,
  });
}

const toStop: (() => Promise<void>)[] = [];

// A server left open by a failed test would keep jest from ever ending.
afterEach(async () => {
  await Promise.all(toStop.splice(0).map(stop => stop()));
});

/** A double that ends with the test. */
export async function startDouble(options: Partial<StripeDoubleOptions> = {}): Promise<StripeDouble> {
  const double = await startStripeDouble({ webhookSecret: WEBHOOK_SECRET, retry: RETRY_AT_ONCE, ...options });
  toStop.push(double.stop);
  return double;
}

/** A receiver that ends with the test, if not before. */
export async function startReceiver(): Promise<Receiver> {
  const verifier = new Stripe('sk_test_unused');
  const events: Stripe.Event[] = [];
  const answering = { now: 0, most: 0, refused: 0 };
  let statusOf: (event: Stripe.Event) => number = () => 200;
  const server = createServer(async (request, response) => {
    answering.now += 1;
    answering.most = Math.max(answering.most, answering.now);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const signature = request.headers['stripe-signature'] ?? '';
    try {
      const event = verifier.webhooks.constructEvent(Buffer.concat(chunks), signature, WEBHOOK_SECRET);
      events.push(event);
      response.writeHead(statusOf(event)).end();
    } catch {
      answering.refused += 1;
      response.writeHead(400).end();
    }
    answering.now -= 1;
  });
  const port = await listenOnFreePort(server);
  toStop.push(() => closeServer(server));
  return {
    url: `http://127.0.0.1:${port}/webhook`,
    events,
    types: () => events.map(({ type }) => type),
    refused: () => answering.refused,
    mostAtOnce: () => answering.most,
    answerWith: status => {
      statusOf = status;
    },
    stop: () => closeServer(server),
  };
}

function listenOnFreePort(server: Server): Promise<number> {
  return new Promise(resolve => {
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('No port was given.');
      resolve(address.port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** A double, an SDK and a receiver for each test of the calling block. */
export function useDouble(options: { readonly concurrency?: number } = {}): () => Setup {
  let setup: Setup | undefined;
  beforeEach(async () => {
    const receiver = await startReceiver();
    const double = await startDouble({
      webhookUrl: receiver.url,
      webhookConcurrency: options.concurrency ?? 20,
    });
    setup = { double, receiver, stripe: sdkFor(double) };
  });
  return () => {
    if (setup === undefined) throw new Error('Use the double inside a test.');
    return setup;
  };
}

/** An intent of 49.50 that a card has paid. */
export async function paidIntent(
  stripe: Stripe,
  params: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    amount: 4950,
    currency: 'usd',
    payment_method: 'pm_card_visa',
    confirm: true,
    ...params,
  });
}

/** What the call was refused with; fails the test when it was not. */
export async function refusal(
  call: Promise<unknown>,
): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  const error = await call.then(
    () => new Error('The call was expected to be refused.'),
    (reason: unknown) => reason,
  );
  if (error instanceof Stripe.errors.StripeError) return error;
  throw error;
}
