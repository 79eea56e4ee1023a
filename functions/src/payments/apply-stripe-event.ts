import type { Reason } from '../platform/reasons.ts';
import { RefusalError } from '../platform/refusal.ts';
import type { DeliveredEvent } from './event-record.ts';
import { fetchRefunds } from './fetch-from-stripe.ts';
import { interpretEvent } from './interpret-event.ts';
import type { Interpretation } from './money-fact.ts';
import { recordPaymentState } from './record-payment-state.ts';
import { routeMoney } from './route-money.ts';
import type { EventState } from './schema.ts';
import { settleEvent } from './settle-event.ts';
import type { StripeEventObject } from './stripe-objects.ts';

/**
 * Refusals that will be the same tomorrow: a person has to look, so the event is parked where it is seen.
 * BALANCE_UNSOUND is none: a refund may overtake the news that an earlier one failed, and fits after it.
 */
const FINAL_REFUSALS: ReadonlySet<Reason> = new Set(['REQUEST_ID_REUSED', 'COMMAND_TOO_LARGE']);

/**
 * Applies one verified event, whatever came before it and however often it comes.
 * @returns the state it is in now: applied, ignored or parked
 * @throws when it cannot be applied now; nothing was changed, or a later try finds what was
 */
export function applyStripeEvent({
  event,
  body,
}: {
  event: DeliveredEvent;
  body: StripeEventObject;
}): Promise<EventState> {
  const meaning = interpretEvent(body);
  switch (meaning.kind) {
    case 'ignore':
      return settleEvent({ event, state: 'ignored' });
    case 'malformed':
      return settleEvent({ event, state: 'parked', problem: meaning.problem });
    case 'paymentState':
      return applyState({ event, told: meaning });
    case 'refundsOf':
    case 'money':
      return applyMoney({ event, meaning });
  }
}

async function applyState({
  event,
  told,
}: {
  event: DeliveredEvent;
  told: Extract<Interpretation, { kind: 'paymentState' }>;
}): Promise<EventState> {
  await recordPaymentState({ ...told, event });
  return 'applied';
}

type MoneyMeaning = Extract<Interpretation, { kind: 'money' | 'refundsOf' }>;

async function applyMoney({
  event,
  meaning,
}: {
  event: DeliveredEvent;
  meaning: MoneyMeaning;
}): Promise<EventState> {
  const { paymentIntentId, owner } = meaning;
  const facts = meaning.kind === 'money' ? meaning.facts : await fetchRefunds(paymentIntentId);
  if (facts.length === 0) return settleEvent({ event, state: 'ignored' });
  try {
    await routeMoney({ event, paymentIntentId, facts, owner });
    return 'applied';
  } catch (error) {
    if (!(error instanceof RefusalError) || !FINAL_REFUSALS.has(error.refusal.reason)) throw error;
    return settleEvent({ event, state: 'parked', problem: error.refusal.reason });
  }
}
