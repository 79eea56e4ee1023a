import type { FirestoreMethod } from './methods.ts';

/** gRPC's numbers for the codes Firestore, its SDK and the network really produce. */
export const statusCodes = {
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  RESOURCE_EXHAUSTED: 8,
  ABORTED: 10,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16,
} as const;

export type StatusName = keyof typeof statusCodes;

export type FaultAction =
  /** The call is carried out; once upstream has said OK, the caller hears this code instead. */
  | { readonly kind: 'answerLost'; readonly code: StatusName; readonly details: string }
  /** The call never reaches upstream; the caller hears this code. */
  | { readonly kind: 'requestLost'; readonly code: StatusName; readonly details: string }
  | { readonly kind: 'delay'; readonly delayMs: number; readonly at: 'before' | 'after' }
  /** The caller hears nothing, whether or not the call is carried out. */
  | { readonly kind: 'blackHole'; readonly isForwarded: boolean };

export type FaultedCall = {
  readonly method: FirestoreMethod;
  /** The first message as it came over the wire; paths and strings are readable in it. */
  readonly request: Buffer;
};

/** Which of the calls that match are hit, counted from the moment the fault was planned. */
export type FaultTiming =
  | { readonly kind: 'next'; readonly calls: number }
  /** The nth only, from 1. */
  | { readonly kind: 'nth'; readonly call: number }
  | { readonly kind: 'every' }
  /** Each with this probability, the same ones for the same seed. */
  | { readonly kind: 'share'; readonly share: number; readonly seed: number };

export type Fault = {
  /** All methods unless told. */
  readonly methods?: readonly FirestoreMethod[];
  /** Calls for which this is false pass by, uncounted. */
  readonly where?: (call: FaultedCall) => boolean;
  /** The next call only, unless told. */
  readonly timing?: FaultTiming;
  readonly action: FaultAction;
};

type CodeInput = { readonly code: StatusName; readonly details?: string };

/** @param input.details the message, for clients that look at it; a neutral one unless told. */
export function answerLost({ code, details = 'answer lost by the fault proxy' }: CodeInput): FaultAction {
  return { kind: 'answerLost', code, details };
}

/** @param input.details as of `answerLost`. */
export function requestLost({ code, details = 'request lost by the fault proxy' }: CodeInput): FaultAction {
  return { kind: 'requestLost', code, details };
}

export function delayBefore(delayMs: number): FaultAction {
  return { kind: 'delay', delayMs, at: 'before' };
}

export function delayAfter(delayMs: number): FaultAction {
  return { kind: 'delay', delayMs, at: 'after' };
}

/** Carried out, and never answered. */
export function answerBlackHole(): FaultAction {
  return { kind: 'blackHole', isForwarded: true };
}

/** Neither carried out nor answered. */
export function requestBlackHole(): FaultAction {
  return { kind: 'blackHole', isForwarded: false };
}

/** For `where`: the request names this document path or text. */
export function mentioning(text: string): (call: FaultedCall) => boolean {
  return call => call.request.includes(text);
}
