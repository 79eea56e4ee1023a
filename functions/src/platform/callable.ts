import {
  type CallableFunction,
  type CallableOptions,
  type CallableRequest,
  onCall,
  type Request,
} from 'firebase-functions/https';
import type { z } from 'zod';
import { refuseBody } from './body-bounds.ts';
import { isEmulated } from './environment.ts';
import { leaveHostDomain } from './host-domain.ts';
import { invalidInput, toHttpsError } from './http-error.ts';
import { Id } from './ids.ts';
import { log } from './log.ts';
import { type Refusal, RefusalError, refused } from './refusal.ts';

export interface Call<Data> {
  /** The signed-in caller. */
  readonly uid: Id;
  readonly data: Data;
}

export interface CallableDefinition<Schema extends z.ZodType> {
  readonly name: string;
  readonly request: Schema;
  readonly secrets?: NonNullable<CallableOptions['secrets']>;
  handler(call: Call<z.output<Schema>>): Promise<object>;
}

/**
 * A callable that has seen to everything but its own matter: size and depth of the body, App Check, sign-in,
 * schema, error mapping, one log line. A handler never meets a raw request.
 */
export function defineCallable<Schema extends z.ZodType>(
  definition: CallableDefinition<Schema>,
): CallableFunction<unknown, Promise<object>> {
  const options: CallableOptions = { enforceAppCheck: !isEmulated, secrets: definition.secrets ?? [] };
  const refusedBodies = new WeakMap<Request, Refusal>();
  const callable = onCall<unknown, Promise<object>>(options, request =>
    answer({ definition, request, refusal: refusedBodies.get(request.rawRequest) }),
  );
  return new Proxy(callable, {
    // Before the SDK decodes the body, which it does recursively.
    apply: (inner, self, [request, response]: Parameters<typeof callable>) => {
      leaveHostDomain();
      const refusal = request.method === 'POST' ? refuseBody(bodyOf(request)) : undefined;
      if (refusal !== undefined) {
        // The SDK still answers, with all that a browser needs to be allowed to read it; the body it never sees.
        refusedBodies.set(request, refusal);
        request.body = { data: null };
      }
      return Reflect.apply(inner, self, [request, response]);
    },
  });
}

function bodyOf(request: Request): Parameters<typeof refuseBody>[0] {
  const parsed: unknown = request.body;
  return { byteLength: request.rawBody?.length ?? 0, parsed };
}

interface Received<Schema extends z.ZodType> {
  readonly definition: CallableDefinition<Schema>;
  readonly request: CallableRequest<unknown>;
  /** What is wrong with the body as a whole. */
  readonly refusal: Refusal | undefined;
}

async function answer<Schema extends z.ZodType>(input: Received<Schema>): Promise<object> {
  const { name } = input.definition;
  const startedAt = performance.now();
  const elapsedMs = () => Math.round(performance.now() - startedAt);
  try {
    const result = await handle(input);
    log.info(name, { result: 'ok', elapsedMs: elapsedMs() });
    return result;
  } catch (error) {
    const mapped = toHttpsError(error);
    const reason = reasonOf(mapped.details);
    if (reason === 'INTERNAL') log.error(name, error);
    else log.info(name, { result: reason ?? mapped.code, elapsedMs: elapsedMs() });
    throw mapped;
  }
}

async function handle<Schema extends z.ZodType>({
  definition,
  request,
  refusal,
}: Received<Schema>): Promise<object> {
  if (refusal !== undefined) throw new RefusalError(refusal);
  const uid = Id.safeParse(request.auth?.uid);
  if (!uid.success) throw refused('SIGN_IN_REQUIRED');
  const data = definition.request.safeParse(request.data);
  if (!data.success) throw invalidInput(data.error);
  return definition.handler({ uid: uid.data, data: data.data });
}

function reasonOf(details: unknown): string | undefined {
  if (typeof details !== 'object' || details === null || !('reason' in details)) return undefined;
  return typeof details.reason === 'string' ? details.reason : undefined;
}
