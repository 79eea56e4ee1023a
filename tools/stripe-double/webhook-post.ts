import { Agent, request } from 'node:http';
import { signPayload } from './signature.ts';

/** Where deliveries go and how they are signed. */
export type WebhookTarget = { readonly url: string; readonly secret: string };

/** What one attempt came to; `status` is null when no answer arrived. */
export type PostResult = {
  readonly delivered: boolean;
  readonly status: number | null;
  readonly error: string | null;
  readonly durationMs: number;
};

/** Posts signed bodies over kept-alive connections; `close` ends those. */
export type WebhookPoster = {
  readonly post: (delivery: { readonly target: WebhookTarget; readonly body: string }) => Promise<PostResult>;
  readonly close: () => void;
};

/** @param timeoutMs how long an answer may take before the attempt counts as failed. */
export function createWebhookPoster({ timeoutMs }: { readonly timeoutMs: number }): WebhookPoster {
  const agent = new Agent({ keepAlive: true });
  return {
    post: async ({ target, body }) => {
      const startedMs = performance.now();
      const outcome = await send({ agent, target, body, timeoutMs });
      return { ...outcome, durationMs: performance.now() - startedMs };
    },
    close: () => agent.destroy(),
  };
}

function send(attempt: {
  readonly agent: Agent;
  readonly target: WebhookTarget;
  readonly body: string;
  readonly timeoutMs: number;
}): Promise<Omit<PostResult, 'durationMs'>> {
  const { agent, target, body, timeoutMs } = attempt;
  // Signed anew for each attempt, as Stripe does: a retry hours later must not look like a replay.
  const timestampSeconds = Math.floor(Date.now() / 1000);
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'User-Agent': 'Stripe/1.0 (local double, no real money)',
    'Stripe-Signature': signPayload({ body, secret: target.secret, timestampSeconds }),
  };
  return new Promise(resolve => {
    const outgoing = request(target.url, {
      method: 'POST',
      agent,
      headers,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const fail = (error: Error) => resolve({ delivered: false, status: null, error: error.message });
    outgoing.on('error', fail);
    outgoing.on('response', response => {
      const status = response.statusCode ?? 0;
      response.on('error', fail);
      response.on('end', () => resolve({ delivered: status >= 200 && status < 300, status, error: null }));
      response.resume();
    });
    outgoing.end(body);
  });
}
