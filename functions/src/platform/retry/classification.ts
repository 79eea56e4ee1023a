/**
 * What a failure means for whoever wants to try again.
 *
 * kind
 * - permanent: the same call fails the same way, nothing was applied.
 * - conflict: somebody else was faster, nothing was applied.
 * - transient: the call never reached the server, nothing was applied.
 * - unknownOutcome: the call may have been applied, only its answer is missing.
 * - exhausted: the server is over its limit, nothing was applied; hammering makes it worse.
 *
 * retry
 * - never: give up at once.
 * - afterReload: the identical call cannot succeed; whoever can load and decide again (the lane) may.
 * - always: the identical call may be sent again.
 * - withId: only if the call carries an id that makes a second application impossible.
 * - long: as always, but after a second at least.
 */
export type Classification =
  | { readonly kind: 'permanent'; readonly reason: PermanentReason; readonly retry: 'never' }
  | {
      readonly kind: 'conflict';
      readonly reason: ConflictReason;
      readonly retry: 'always' | 'afterReload' | 'never';
    }
  | { readonly kind: 'transient'; readonly reason: TransientReason; readonly retry: 'always' | 'never' }
  | {
      readonly kind: 'unknownOutcome';
      readonly reason: UnknownOutcomeReason;
      readonly retry: 'always' | 'withId' | 'never';
    }
  | { readonly kind: 'exhausted'; readonly reason: ExhaustedReason; readonly retry: 'long' | 'never' };

export type FailureKind = Classification['kind'];
export type FailureReason = Classification['reason'];

export type PermanentReason =
  | 'invalidArgument'
  | 'notFound'
  | 'permissionDenied'
  | 'outOfRange'
  | 'unimplemented'
  | 'dataLoss'
  | 'requestTooLarge'
  | 'validation'
  | 'refusal'
  | 'stripeRefused'
  | 'httpRefused'
  | 'unrecognised';

export type ConflictReason = 'aborted' | 'alreadyExists' | 'failedPrecondition' | 'idempotencyKeyInUse';

export type TransientReason = 'notConnected' | 'notSent';

export type UnknownOutcomeReason =
  | 'unavailable'
  | 'timeout'
  | 'cancelled'
  | 'internal'
  | 'unknown'
  | 'connectionLost'
  | 'unauthenticated'
  | 'transactionGone';

export type ExhaustedReason = 'resourceExhausted' | 'rateLimited';
