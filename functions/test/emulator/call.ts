import type { CallableFunction } from 'firebase-functions/https';
import { z } from 'zod';

type Callable = CallableFunction<unknown, Promise<object>>;

/** Calls an endpoint as a signed-in user does, from behind the token check. */
export function call(callable: Callable, { uid, data }: { uid: string; data: unknown }): Promise<unknown> {
  return Reflect.apply(callable.run, callable, [{ data, auth: { uid, token: { uid } } }]);
}

const Refused = z.object({
  code: z.string(),
  details: z.object({
    reason: z.string(),
    retryable: z.boolean(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  }),
});

/** What a client is told when a call is refused: `already-exists REQUEST_ID_REUSED`, or `ok`. */
export async function refusalOf(calling: Promise<unknown>): Promise<string> {
  try {
    await calling;
    return 'ok';
  } catch (error) {
    const { code, details } = Refused.parse(error);
    return `${code} ${details.reason}`;
  }
}
