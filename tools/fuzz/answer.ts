import { z } from 'zod';
import { type Reason, reasons } from '../../functions/src/platform/reasons.ts';
import type { Received } from './send.ts';

const isReason = (text: string): text is Reason => Object.hasOwn(reasons, text);

const Refusal = z.strictObject({
  error: z.strictObject({
    status: z.string(),
    message: z.string(),
    details: z
      .strictObject({
        reason: z.string().refine(isReason, 'must be of the closed list'),
        retryable: z.boolean(),
        fields: z.array(z.strictObject({ path: z.string(), message: z.string().min(1) })).optional(),
      })
      .optional(),
  }),
});

/** A callable's answer as clients know them, or what is wrong with it. */
export type Told =
  | { readonly kind: 'done'; readonly result: unknown }
  | {
      readonly kind: 'refused';
      readonly reason: Reason;
      readonly status: string;
      readonly fields: readonly string[];
    }
  /** By the Functions SDK, before anything of ours: it knows these two words alone. */
  | { readonly kind: 'turnedAway'; readonly status: 'UNAUTHENTICATED' | 'INVALID_ARGUMENT' }
  | { readonly kind: 'unknown'; readonly problem: string };

/** Asked for a stream, the SDK sends the same answer as an event of it, with status 200 whatever it says. */
const withoutStream = (text: string): string => text.replace(/^data: /, '').trimEnd();

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(withoutStream(text));
  } catch {
    return undefined;
  }
};

const turnedAway: ReadonlyMap<string, 'UNAUTHENTICATED' | 'INVALID_ARGUMENT'> = new Map([
  ['UNAUTHENTICATED Unauthenticated', 'UNAUTHENTICATED'],
  ['INVALID_ARGUMENT Bad Request', 'INVALID_ARGUMENT'],
]);

export function readCallable(received: Received): Told {
  if (received.kind === 'silence') return { kind: 'unknown', problem: received.problem };
  const { status: httpStatus, text } = received;
  const body = parsed(text);
  const isStream = text.startsWith('data: ');
  if (httpStatus === 200 && !(isStream && Refusal.safeParse(body).success)) {
    const done = z.strictObject({ result: z.unknown() }).safeParse(body);
    return done.success
      ? { kind: 'done', result: done.data.result }
      : { kind: 'unknown', problem: `200 with ${text.slice(0, 200)}` };
  }
  const refusal = Refusal.safeParse(body);
  if (!refusal.success) return { kind: 'unknown', problem: `${httpStatus} with ${text.slice(0, 200)}` };
  const { status, message, details } = refusal.data.error;
  if (details !== undefined) {
    const { reason, fields = [] } = details;
    return { kind: 'refused', reason, status, fields: fields.map(({ path }) => path) };
  }
  const known = turnedAway.get(`${status} ${message}`);
  return known === undefined
    ? { kind: 'unknown', problem: `${httpStatus} ${status} ${message}` }
    : { kind: 'turnedAway', status: known };
}
