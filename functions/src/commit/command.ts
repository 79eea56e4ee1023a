import type { z } from 'zod';
import type { Refusal } from '../platform/refusal.ts';
import type { Change, Doc, Load } from './document.ts';

/** Answers are stored in receipts and sent to clients, so they are JSON and nothing else. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** What a decision sees: the documents it declared, as the commands before it in the same commit left them. */
export interface View {
  get<T extends object>(doc: Doc<T>): T | undefined;
  readonly now: Date;
}

export type Decision<Outcome extends JsonObject> =
  | { readonly kind: 'apply'; readonly outcome: Outcome; readonly changes: readonly Change[] }
  | Refusal;

export const apply = <Outcome extends JsonObject>(
  outcome: Outcome,
  changes: readonly Change[],
): Decision<Outcome> => ({ kind: 'apply', outcome, changes });

/**
 * The document whose existence says «applied»: a ledger entry, a webhook event, or `…/requests/{requestId}`
 * where nature offers none. The lane adds its `receipt` field to whatever the plan writes there.
 */
export interface Receipt {
  readonly doc: Doc<object>;
  readonly fingerprint: string;
}

/** One change, asked for once and answered truthfully however often it is sent again. */
export interface Command<Outcome extends JsonObject> {
  /** For metrics and logs: `enroll`, `applyPayment`. */
  readonly operation: string;
  /** The path of the document whose invariant this guards. Commands of one aggregate queue in one lane. */
  readonly aggregate: string;
  /** `state`: deciding twice is harmless, since the state itself says that it was done (an expiry, a sweep). */
  readonly receipt: Receipt | 'state';
  readonly loads: readonly Load[];
  /** Reads a stored answer back from a receipt. */
  readonly outcomeSchema: z.ZodType<Outcome>;
  /** Pure: may run many times, on newer data each time; no side effect, clock or randomness inside. */
  decide(view: View): Decision<Outcome>;
  /** How long the caller waits, counted from `submit`. */
  readonly deadlineMs?: number;
}

/** What a caller learns. `replayed`: this was applied by an earlier try, and `outcome` is that first answer. */
export interface Applied<Outcome extends JsonObject> {
  readonly outcome: Outcome;
  readonly replayed: boolean;
}

/** A command whose answer's type is of no concern: what lanes and plans handle. */
export type AnyCommand = Command<JsonObject>;

/** An answer as decided or read back from a receipt, before the command's schema has typed it again. */
export interface StoredAnswer {
  readonly outcome: object;
  readonly replayed: boolean;
}
