import type { IncomingMessage, ServerResponse } from 'node:http';
import { StripeApiError } from './errors.ts';

const MAXIMUM_BODY_BYTES = 256 * 1024;
const MAXIMUM_CONTROL_BODY_BYTES = 16 * 1024 * 1024;

/** Said on every answer, so that nobody takes the double for Stripe. */
export const DOUBLE_NOTICE = 'local double, no real money';

/** Bodies of the API are small; control bodies may carry the ids of a whole load test. */
export const BODY_LIMITS = { api: MAXIMUM_BODY_BYTES, control: MAXIMUM_CONTROL_BODY_BYTES } as const;

/**
 * The whole body as text. What goes past the limit is read but not kept, so that the refusal reaches the client
 * instead of a broken connection.
 *
 * @throws StripeApiError 413 past `limitBytes`.
 */
export async function readBody(
  request: IncomingMessage,
  { limitBytes }: { limitBytes: number },
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= limitBytes) chunks.push(bytes);
  }
  if (size <= limitBytes) return Buffer.concat(chunks).toString('utf8');
  const message = `Request bodies can have up to ${limitBytes} bytes.`;
  throw new StripeApiError({ status: 413, body: { type: 'invalid_request_error', message } });
}

export function send(
  response: ServerResponse,
  answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  },
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(answer.status, {
    'Stripe-Double': DOUBLE_NOTICE,
    'Content-Length': String(Buffer.byteLength(answer.body)),
    ...answer.headers,
  });
  response.end(answer.body);
}

export function sendJson(
  response: ServerResponse,
  answer: { readonly status: number; readonly value: unknown },
): void {
  const headers = { 'Content-Type': 'application/json' };
  send(response, { status: answer.status, headers, body: JSON.stringify(answer.value) });
}
