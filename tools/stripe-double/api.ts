import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type ApiRequest, parseRequest, readOrigin, requireKey } from './api-request.ts';
import type { ApiCall, Core } from './core.ts';
import { StripeApiError } from './errors.ts';
import { API_VERSION } from './event-record.ts';
import { expandAnswer } from './expand.ts';
import { type ApiFault, type Faults, refusal } from './faults.ts';
import { BODY_LIMITS, readBody, send } from './http.ts';
import type { ApiAnswer, IdempotencyMemory } from './idempotency.ts';

export type Api = { readonly core: Core; readonly faults: Faults; readonly idempotency: IdempotencyMemory };

type Outcome = ApiAnswer & { readonly replayed: boolean };

/** One request to `/v1/…`, from its bytes to its answer, with whatever fault was ordered for it. */
export async function handleApi(
  api: Api,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
) {
  const origin = readOrigin(request);
  const fault = api.faults.take({ method: request.method ?? 'GET', path: request.url ?? '/' });
  const outcome = await decide(api, { request, origin, fault });
  if (fault?.kind === 'loseAnswer') return loseAnswer(response, fault.how);
  send(response, { ...outcome, headers: answerHeaders(origin, outcome) });
}

async function decide(
  api: Api,
  incoming: { request: IncomingMessage; origin: ApiCall['origin']; fault: ApiFault | undefined },
): Promise<Outcome> {
  const { request, origin, fault } = incoming;
  try {
    const body = await readBody(request, { limitBytes: BODY_LIMITS.api });
    requireKey(request);
    return await execute(api, { parsed: parseRequest(request, { body, origin }), fault });
  } catch (error) {
    return { ...errorAnswer(error), replayed: false };
  }
}

/** Runs a parsed request under its idempotency key, if it has one. */
async function execute(
  api: Api,
  { parsed, fault }: { readonly parsed: ApiRequest; readonly fault: ApiFault | undefined },
): Promise<Outcome> {
  const key = parsed.call.origin.idempotency_key;
  if (fault?.kind === 'refuse' && !fault.remembered) throw refusal(fault);
  const known = key === null ? null : api.idempotency.begin({ key, fingerprint: parsed.fingerprint });
  if (known !== null) return { ...known, replayed: true };
  if (fault?.kind === 'delay') await wait(fault.delayMs);
  const { answer, remembered } = run(api.core, { parsed, fault });
  if (key !== null && remembered) api.idempotency.remember(key, answer);
  if (key !== null && !remembered) api.idempotency.forget(key);
  return { ...answer, replayed: false };
}

function run(
  core: Core,
  { parsed, fault }: { readonly parsed: ApiRequest; readonly fault: ApiFault | undefined },
): { answer: ApiAnswer; remembered: boolean } {
  try {
    if (fault?.kind === 'refuse') throw refusal(fault);
    const result = parsed.route.handle(core, parsed.call);
    const value = expandAnswer(result, { paths: parsed.expand, store: core.store });
    return { answer: { status: 200, body: JSON.stringify(value, null, 2) }, remembered: true };
  } catch (error) {
    return { answer: errorAnswer(error), remembered: error instanceof StripeApiError && error.remembered };
  }
}

function errorAnswer(error: unknown): ApiAnswer {
  if (error instanceof StripeApiError) {
    return { status: error.status, body: JSON.stringify({ error: error.body }, null, 2) };
  }
  // A bug of the double, not of the caller: said plainly, because nobody could find it otherwise.
  const message = `The double failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  return { status: 500, body: JSON.stringify({ error: { type: 'api_error', message } }) };
}

function answerHeaders(origin: ApiCall['origin'], outcome: Outcome): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'Request-Id': origin.id ?? '',
    'Stripe-Version': API_VERSION,
    ...(origin.idempotency_key === null ? {} : { 'Idempotency-Key': origin.idempotency_key }),
    ...(outcome.replayed ? { 'Idempotent-Replayed': 'true' } : {}),
  };
}

function loseAnswer(response: ServerResponse, how: Extract<ApiFault, { kind: 'loseAnswer' }>['how']): void {
  switch (how) {
    case 'reset':
      response.destroy();
      return;
    case 'gatewayError': {
      const error = {
        type: 'api_error',
        message: 'The answer was lost on request; what was asked has happened.',
      };
      send(response, { status: 502, headers: {}, body: JSON.stringify({ error }) });
      return;
    }
    case 'hang':
      // Silence until the client gives up or the double stops.
      return;
  }
}
