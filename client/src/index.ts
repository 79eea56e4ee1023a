import type { Callables } from './contract/callables.ts';

export type { Callables, Told } from './contract/callables.ts';
export type * from './contract/documents.ts';
export {
  type ClientReason,
  type FieldIssue,
  isSeatbeltError,
  type Reason,
  SeatbeltError,
} from './errors.ts';
export type { CallOptions, CallReport, IntentStorage, Retry, SeatbeltOptions } from './options.ts';
export { createSeatbelt, type Seatbelt } from './seatbelt.ts';

/** What a callable takes, by its name. */
export type Request<Name extends keyof Callables> = Callables[Name]['request'];
/** What a callable answers, by its name. */
export type Answer<Name extends keyof Callables> = Callables[Name]['answer'];
