import { Pool } from 'undici';
import type { Sample } from '../protocol.ts';
import type { Delivery } from './deliveries.ts';

/** What came of all deliveries: single times, and how long all took together. */
export type Delivered = { samples: Sample[]; elapsedMs: number };

/**
 * Posts them in order, so many at a time over connections that are kept open, as Stripe does. Each is timed from its
 * own start to the end of its answer.
 */
export async function deliver(input: {
  url: string;
  deliveries: readonly Delivery[];
  atOnce: number;
}): Promise<Delivered> {
  const { url, deliveries, atOnce } = input;
  const pool = new Pool(url, { connections: atOnce, pipelining: 1 });
  const samples: Sample[] = [];
  const waiting = deliveries.values();
  const startedAt = performance.now();
  const worker = async (): Promise<void> => {
    for (const delivery of waiting) samples.push(await post({ pool, delivery }));
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, worker));
    return { samples, elapsedMs: performance.now() - startedAt };
  } finally {
    await pool.close();
  }
}

async function post({ pool, delivery }: { pool: Pool; delivery: Delivery }): Promise<Sample> {
  const { index, body, signature } = delivery;
  const startedAt = performance.now();
  const took = () => performance.now() - startedAt;
  try {
    const answer = await pool.request({
      method: 'POST',
      path: '/stripeWebhook',
      headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature },
      body,
    });
    const text = await answer.body.text();
    const message = `${answer.statusCode} ${text}`.slice(0, 200);
    return answer.statusCode === 200
      ? { index, kind: 'answered', answer: text, latencyMs: took() }
      : { index, kind: 'error', message, latencyMs: took() };
  } catch (error) {
    return { index, kind: 'error', message: String(error), latencyMs: took() };
  }
}
