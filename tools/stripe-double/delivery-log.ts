import type { StripeEvent } from './types.ts';
import type { PostResult } from './webhook-post.ts';

/**
 * - `held`: kept back until `release` (by the mode, or because no webhook address was known)
 * - `withheld`: made for a load test, sent only when asked for by id
 * - `waiting`: on its way, or between two attempts
 * - `delivered`: a 2xx answer arrived at least once
 * - `lost`: will never be sent, on request
 * - `failed`: every attempt was used up
 */
export type DeliveryState = 'held' | 'withheld' | 'waiting' | 'delivered' | 'lost' | 'failed';

/** Where the delivery of one event stands. */
export type DeliveryRecord = {
  readonly eventId: string;
  readonly type: string;
  state: DeliveryState;
  attempts: number;
  deliveredCopies: number;
  lastStatus: number | null;
  lastError: string | null;
};

/** One attempt, in the order they ended. */
export type DeliveryAttempt = {
  readonly eventId: string;
  readonly type: string;
  readonly status: number | null;
  readonly error: string | null;
  readonly durationMs: number;
};

const ATTEMPTS_KEPT = 10_000;

export type DeliveryLog = {
  readonly open: (event: StripeEvent, state: DeliveryState) => void;
  readonly setState: (eventId: string, state: DeliveryState) => void;
  readonly recordAttempt: (event: StripeEvent, result: PostResult) => void;
  readonly get: (eventId: string) => DeliveryRecord | undefined;
  readonly records: () => readonly DeliveryRecord[];
  readonly attempts: () => readonly DeliveryAttempt[];
  readonly clear: () => void;
};

export function createDeliveryLog(): DeliveryLog {
  const records = new Map<string, DeliveryRecord>();
  const attempts: DeliveryAttempt[] = [];
  return {
    open: ({ id, type }, state) => {
      const blank = { attempts: 0, deliveredCopies: 0, lastStatus: null, lastError: null };
      records.set(id, { eventId: id, type, state, ...blank });
    },
    setState: (eventId, state) => {
      const record = records.get(eventId);
      // What was delivered once stays delivered: a failing extra copy does not undo it.
      if (record !== undefined && record.state !== 'delivered') record.state = state;
    },
    recordAttempt: (event, result) => {
      const record = records.get(event.id);
      if (record !== undefined) noteAttempt(record, result);
      const { status, error, durationMs } = result;
      attempts.push({ eventId: event.id, type: event.type, status, error, durationMs });
      if (attempts.length > ATTEMPTS_KEPT) attempts.shift();
    },
    get: eventId => records.get(eventId),
    records: () => [...records.values()],
    attempts: () => [...attempts],
    clear: () => {
      records.clear();
      attempts.length = 0;
    },
  };
}

function noteAttempt(record: DeliveryRecord, { delivered, status, error }: PostResult): void {
  record.attempts += 1;
  record.lastStatus = status;
  record.lastError = error;
  if (!delivered) return;
  record.deliveredCopies += 1;
  record.state = 'delivered';
}
