import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { loopback } from '../../stack/ports.ts';
import { functionUrl, type LoadTarget } from '../target.ts';
import { acknowledgementOf, readDelivered } from './delivered-event.ts';
import type { Driver } from './driver.ts';

/** As in the contract: where Stripe delivers to. */
const FUNCTION = 'stripeWebhook';
const OPERATION = 'stripeWebhook';
const OPERATION_AGAIN = 'stripeWebhook, told before';
const NO_ANSWER = 502;

/** An event on its way: since when, and what became of earlier attempts. */
type Delivery = { readonly startedAtMs: number; readonly retries: string[] };

/** What the platform's front end is to Stripe: one address, behind it instances that come and go. */
export class WebhookDoor {
  readonly #driver: Driver;
  readonly #target: LoadTarget;
  readonly #server: Server;
  readonly #underWay = new Map<string, Delivery>();
  readonly #accepted = new Set<string>();

  private constructor({ driver, target }: { driver: Driver; target: LoadTarget }) {
    this.#driver = driver;
    this.#target = target;
    this.#server = createServer((request, response) => {
      this.#deliver(request).then(
        status => response.writeHead(status).end(),
        () => response.writeHead(NO_ANSWER).end(),
      );
    });
  }

  /** Opens a door and lets the Stripe double deliver to it. */
  static async open(input: { driver: Driver; target: LoadTarget }): Promise<WebhookDoor> {
    const door = new WebhookDoor(input);
    const url = await door.#listen();
    await input.target.stripe.control.setWebhook({ url });
    return door;
  }

  /** Events of which no attempt has been answered well. */
  get pending(): number {
    return this.#underWay.size;
  }

  /** The double delivers to the first instance again. */
  async close(): Promise<void> {
    const [instanceUrl] = this.#target.instanceUrls();
    if (instanceUrl !== undefined) {
      const url = functionUrl({ instanceUrl, name: FUNCTION });
      await this.#target.stripe.control.setWebhook({ url });
    }
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  #listen(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host: loopback, port: 0, backlog: 4_096 }, () => {
        const address = this.#server.address();
        const port = typeof address === 'object' && address !== null ? address.port : 0;
        resolve(`http://${loopback}:${port}/${FUNCTION}`);
      });
    });
  }

  /** One attempt. What fails is left to Stripe, which tries again. */
  async #deliver(request: IncomingMessage): Promise<number> {
    const body = await text(request);
    const event = readDelivered(body);
    const operation = this.#accepted.has(event.id) ? OPERATION_AGAIN : OPERATION;
    const delivery = this.#underWay.get(event.id) ?? { startedAtMs: performance.now(), retries: [] };
    this.#underWay.set(event.id, delivery);
    const status = await this.#forward({ body, signature: String(request.headers['stripe-signature']) });
    if (status !== 200) {
      delivery.retries.push(`HTTP ${status}`);
      return status;
    }
    this.#underWay.delete(event.id);
    this.#accepted.add(event.id);
    const acknowledgement = acknowledgementOf(event);
    if (acknowledgement !== undefined && operation === OPERATION)
      this.#driver.acknowledgements.add(acknowledgement);
    const { startedAtMs, retries } = delivery;
    const latencyMs = performance.now() - startedAtMs;
    this.#driver.recorder.record({ operation, latencyMs, retries, end: 'ok' });
    return status;
  }

  async #forward({ body, signature }: { body: string; signature: string }): Promise<number> {
    const slot = await this.#driver.gate.enter();
    const headers = { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature };
    const url = functionUrl({ instanceUrl: slot.instanceUrl, name: FUNCTION });
    try {
      const { httpStatus } = await this.#driver.post({ url, headers, body });
      return httpStatus;
    } catch {
      return NO_ANSWER;
    } finally {
      slot.release();
    }
  }
}
