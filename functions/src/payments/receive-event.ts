import { log } from '../platform/log.ts';
import { RefusalError, refused } from '../platform/refusal.ts';
import { applyStripeEvent } from './apply-stripe-event.ts';
import { parseEvent } from './parse-event.ts';
import type { EventState } from './schema.ts';
import { settleEvent } from './settle-event.ts';

/** Stripe waits about ten seconds for an answer, and the event still has to be stored within them. */
const APPLY_WITHIN_MS = 5_000;

/**
 * Takes a verified delivery: applied at once, or at least stored, so that it may be acknowledged. What could
 * only be stored is taken up by the trigger on its document.
 * @throws when it could not even be stored; then it must not be acknowledged, and Stripe sends it again
 */
export async function receiveEvent({
  payload,
  receivedAt,
}: {
  payload: string;
  receivedAt: Date;
}): Promise<EventState> {
  const parsed = parseEvent({ payload, receivedAt });
  const { event } = parsed;
  if (parsed.kind === 'malformed') {
    return settleEvent({ event, state: 'parked', problem: 'not an event of Stripe' });
  }
  try {
    return await within(applyStripeEvent({ event, body: parsed.body }), APPLY_WITHIN_MS);
  } catch (error) {
    const problem = problemOf(error);
    log.warn('stripeEventWaits', { eventId: event.eventId, type: event.type, problem });
    return settleEvent({ event, state: 'received', problem });
  }
}

/** What takes longer goes on, and is found by whoever takes the event up; nobody waits for it here. */
function within<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(refused('TOOK_TOO_LONG')), timeoutMs);
    const last =
      <Result>(settle: (result: Result) => void) =>
      (result: Result) => {
        clearTimeout(timer);
        settle(result);
      };
    work.then(last(resolve), last(reject));
  });
}

/** A reason of ours, or the error's class: an error's text may quote a customer. */
export const problemOf = (error: unknown): string => {
  if (error instanceof RefusalError) return error.refusal.reason;
  return error instanceof Error ? error.name : 'unknown';
};
