import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import qs from 'qs';
import type { ApiCall, Route } from './core.ts';
import { invalidRequest, StripeApiError } from './errors.ts';
import { newId } from './ids.ts';
import { optionalList, type Params } from './params.ts';
import { findRoute } from './router.ts';

/** A request to the API, authenticated and parsed. */
export type ApiRequest = {
  readonly route: Route;
  readonly call: ApiCall;
  readonly expand: readonly unknown[];
  /** What makes two requests with one idempotency key the same request. */
  readonly fingerprint: string;
};

/** Marks one request: its id, and the idempotency key if it changes anything. */
export function readOrigin(request: IncomingMessage): ApiCall['origin'] {
  const key = request.headers['idempotency-key'];
  const isChange = request.method === 'POST';
  return { id: newId('req'), idempotency_key: isChange && typeof key === 'string' ? key : null };
}

/** @throws StripeApiError 401 without a secret test key; live keys have no business here. */
export function requireKey(request: IncomingMessage): void {
  const header = request.headers.authorization ?? '';
  const message = !/^Bearer [sr]k_\S+$/.test(header)
    ? 'Send a secret key as Authorization: Bearer sk_….'
    : /^Bearer [sr]k_live_/.test(header)
      ? 'This is a local double of Stripe: a live key must not be sent here.'
      : null;
  if (message === null) return;
  throw new StripeApiError({ status: 401, body: { type: 'invalid_request_error', message } });
}

const PARSING = { depth: 10, parameterLimit: 1000, arrayLimit: 1000, plainObjects: true } as const;

function parseForm(text: string): Record<string, unknown> {
  return { ...qs.parse(text, { ...PARSING, ignoreQueryPrefix: true }) };
}

/** @throws StripeApiError 404 for an unknown endpoint, 400 for a body of another kind than a form. */
export function parseRequest(
  request: IncomingMessage,
  { body, origin }: { readonly body: string; readonly origin: ApiCall['origin'] },
): ApiRequest {
  const method = request.method ?? 'GET';
  const { pathname, search } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const { route, id } = findRoute({ method, path: pathname });
  if (body !== '' && request.headers['content-type']?.includes('json')) {
    throw invalidRequest({ message: 'Send the parameters form-encoded, not as JSON.' });
  }
  const { expand, ...values } = { ...parseForm(search), ...parseForm(body) };
  const params: Params = { values, path: '' };
  return {
    route,
    call: { params, id, origin },
    expand: optionalList({ values: { expand }, path: '' }, 'expand') ?? [],
    fingerprint: createHash('sha256')
      .update(`${method} ${pathname} ${JSON.stringify(sorted(values))}`)
      .digest('hex'),
  };
}

/** Parameters in one fixed order, so that only their content counts. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return entries.map(([name, inner]) => [name, sorted(inner)]);
}
