import { StripeApiError } from './errors.ts';

/** An answer as it went out. */
export type ApiAnswer = { readonly status: number; readonly body: string };

type Entry = { readonly fingerprint: string; answer: ApiAnswer | null };

const MAXIMUM_KEYS = 100_000;
const MAXIMUM_KEY_LENGTH = 255;

/** The memory behind `Idempotency-Key`. */
export type IdempotencyMemory = {
  /**
   * Claims a key for a request, or hands back the answer it already has.
   *
   * @throws StripeApiError 400 when the key was used for another request, 409 while its request is under way.
   */
  readonly begin: (claim: { readonly key: string; readonly fingerprint: string }) => ApiAnswer | null;
  /** Keeps the answer. */
  readonly remember: (key: string, answer: ApiAnswer) => void;
  /** Frees the key: nothing was executed, so the request may be corrected and sent again. */
  readonly forget: (key: string) => void;
  /** Frees every key, as Stripe does after a day. */
  readonly expireAll: () => void;
};

export function createIdempotencyMemory(): IdempotencyMemory {
  const entries = new Map<string, Entry>();
  return {
    begin: ({ key, fingerprint }) => {
      refuseLongKey(key);
      const entry = entries.get(key);
      if (entry === undefined) {
        dropOldest(entries);
        entries.set(key, { fingerprint, answer: null });
        return null;
      }
      if (entry.fingerprint !== fingerprint) throw otherRequest(key);
      if (entry.answer === null) throw underWay(key);
      return entry.answer;
    },
    remember: (key, answer) => {
      const entry = entries.get(key);
      if (entry !== undefined) entry.answer = answer;
    },
    forget: key => {
      entries.delete(key);
    },
    expireAll: () => entries.clear(),
  };
}

function dropOldest(entries: Map<string, Entry>): void {
  if (entries.size < MAXIMUM_KEYS) return;
  const oldest = entries.keys().next();
  if (!oldest.done) entries.delete(oldest.value);
}

function refuseLongKey(key: string): void {
  if (key.length <= MAXIMUM_KEY_LENGTH) return;
  const message = `Idempotency keys can have up to ${MAXIMUM_KEY_LENGTH} characters.`;
  throw new StripeApiError({ status: 400, body: { type: 'invalid_request_error', message } });
}

function otherRequest(key: string): StripeApiError {
  const message = `Idempotency key '${key}' was used before with other parameters or another endpoint.`;
  return new StripeApiError({ status: 400, body: { type: 'idempotency_error', message } });
}

function underWay(key: string): StripeApiError {
  const message = `Another request with idempotency key '${key}' is still under way; try again shortly.`;
  const body = { type: 'idempotency_error', code: 'idempotency_key_in_use', message } as const;
  return new StripeApiError({ status: 409, body });
}
