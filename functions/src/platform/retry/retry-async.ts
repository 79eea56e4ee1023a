import { ApiError, type StopReason } from './api-error.ts';
import { type CallScope, openCallScope, untilAborted } from './call-scope.ts';
import type { Classification } from './classification.ts';
import { classify } from './classify.ts';
import { type CallRecorder, recordCall } from './retry-metrics.ts';
import { nextStep, type RetryOptions, type RetryPolicy, toRetryPolicy } from './retry-policy.ts';

export type AttemptContext = {
  /** From 1. */
  readonly number: number;
  /** Since the first attempt began, waits included. */
  readonly elapsedMs: number;
  /** Until the deadline; `Infinity` without one. Made for the timeout of the RPC or request. */
  readonly remainingMs: number;
  /** Aborts at the deadline and with the caller's signal. */
  readonly signal: AbortSignal;
};

export type RetriedOperation<T> = (attempt: AttemptContext) => Promise<T>;

/**
 * Runs an operation and repeats it while `classify` and the policy allow. What it repeats must be harmless to
 * repeat: a read, or a call under an id (`carriesId: true`).
 *
 * @param name static, for metrics and operators: `stripe.createRefund`, never with an id in it.
 * @returns what the operation returned.
 * @throws ApiError for every failure, with the last error as `cause`; RangeError for impossible options.
 */
export async function retryAsync<T>(
  operation: RetriedOperation<T>,
  name: string,
  options: RetryOptions = {},
): Promise<T> {
  const policy = toRetryPolicy(options);
  const scope = openCallScope({ deadlineMs: policy.deadlineMs, signal: options.signal });
  const call: RetriedCall = {
    name,
    policy,
    scope,
    recorder: recordCall(name),
    startedAtMs: policy.deps.now(),
    outcomeUnknown: false,
  };
  policy.budget.deposit();
  try {
    const value = await runAttempts({ operation, call });
    call.recorder.succeeded();
    return value;
  } catch (error) {
    call.recorder.failed(error);
    throw error;
  } finally {
    scope.close();
  }
}

type RetriedCall = {
  readonly name: string;
  readonly policy: RetryPolicy;
  readonly scope: CallScope;
  readonly recorder: CallRecorder;
  readonly startedAtMs: number;
  outcomeUnknown: boolean;
};

async function runAttempts<T>(input: { operation: RetriedOperation<T>; call: RetriedCall }): Promise<T> {
  const { operation, call } = input;
  if (call.scope.signal.aborted) throw cancelledBeforeFirst(call);
  for (let number = 1; ; number += 1) {
    try {
      return await runAttempt({ operation, call, number });
    } catch (cause) {
      await waitOrThrow({ call, number, cause });
    }
  }
}

function runAttempt<T>(input: {
  operation: RetriedOperation<T>;
  call: RetriedCall;
  number: number;
}): Promise<T> {
  const { operation, call, number } = input;
  const elapsedMs = elapsedOf(call);
  const attempt: AttemptContext = {
    number,
    elapsedMs,
    remainingMs: Math.max(0, call.policy.deadlineMs - elapsedMs),
    signal: call.scope.signal,
  };
  call.recorder.attempted(number);
  return untilAborted({ signal: call.scope.signal, work: () => operation(attempt) });
}

/** Returns when the next attempt is due; throws the ApiError when there is none. */
async function waitOrThrow(input: { call: RetriedCall; number: number; cause: unknown }): Promise<void> {
  const { call, number, cause } = input;
  const { policy, scope } = call;
  const classification = classifyAttempt({ scope, cause });
  if (classification.kind === 'unknownOutcome') call.outcomeUnknown = true;
  const giveUp = (stoppedBy: StopReason): ApiError =>
    toApiError({ call, attempts: number, cause, classification, stoppedBy });

  if (scope.signal.aborted) throw giveUp(stopReasonOf(scope));
  const next = nextStep({ classification, attempt: number, elapsedMs: elapsedOf(call), policy });
  if (next.action === 'stop') throw giveUp(next.stoppedBy);
  if (!policy.budget.tryWithdraw()) throw giveUp('budgetEmpty');
  try {
    await policy.deps.sleep(next.delayMs, scope.signal);
  } catch (interruption) {
    if (!scope.signal.aborted) throw interruption;
  }
  if (scope.signal.aborted) throw giveUp(stopReasonOf(scope));
}

/** An attempt cut off by us may still be carried out, whatever the caller gave as its reason. */
function classifyAttempt(input: { scope: CallScope; cause: unknown }): Classification {
  const { scope, cause } = input;
  if (!scope.signal.aborted || cause !== scope.signal.reason) return classify(cause);
  const reason = scope.endedBy() === 'deadline' ? 'timeout' : 'cancelled';
  return { kind: 'unknownOutcome', reason, retry: 'never' };
}

function stopReasonOf(scope: CallScope): StopReason {
  return scope.endedBy() === 'deadline' ? 'deadline' : 'cancelled';
}

function cancelledBeforeFirst(call: RetriedCall): ApiError {
  return toApiError({
    call,
    attempts: 0,
    cause: call.scope.signal.reason,
    classification: { kind: 'transient', reason: 'notSent', retry: 'never' },
    stoppedBy: 'cancelled',
  });
}

function toApiError(input: {
  call: RetriedCall;
  attempts: number;
  cause: unknown;
  classification: Classification;
  stoppedBy: StopReason;
}): ApiError {
  const { call, attempts, cause, classification, stoppedBy } = input;
  return new ApiError({
    operation: call.name,
    attempts,
    elapsedMs: elapsedOf(call),
    classification,
    stoppedBy,
    outcomeUnknown: call.outcomeUnknown,
    cause,
  });
}

function elapsedOf(call: RetriedCall): number {
  return call.policy.deps.now() - call.startedAtMs;
}
