import { delayAfterMs, MAX_ATTEMPTS, type RetryBudget } from './backoff.ts';
import { asksForSignIn, classify, clientFailure, codeOf } from './classify.ts';
import type { Clock } from './clock.ts';
import { type Failure, SeatbeltError } from './errors.ts';
import { type Network, pause } from './network.ts';
import type { CallScope } from './shared-calls.ts';
import type { Transport } from './transport.ts';

/** How long a call waits for the network in all before it says so. */
const PATIENCE_OFFLINE_MS = 60_000;

/** What a call needs of the world. */
export interface CallDeps {
  readonly transport: Pick<Transport, 'send' | 'refreshSignIn'>;
  readonly network: Network;
  readonly clock: Clock;
  readonly budget: RetryBudget;
}

export interface Called {
  readonly answer: unknown;
  readonly attempts: number;
}

/** A call from its first attempt to its end. */
interface Call {
  readonly deps: CallDeps;
  readonly name: string;
  readonly data: object;
  readonly scope: CallScope;
  /** Sent so far. */
  attempts: number;
  /** What is left of waiting for the network, over all attempts. */
  patienceMs: number;
  hasRefreshed: boolean;
}

/**
 * Sends a request until an answer, a final refusal or the end of patience: up to six attempts with growing pauses, and
 * up to a minute of waiting while there is no network.
 * @throws SeatbeltError
 */
export async function callUntilAnswered(input: {
  deps: CallDeps;
  name: string;
  data: object;
  scope: CallScope;
}): Promise<Called> {
  const call: Call = { ...input, attempts: 0, patienceMs: PATIENCE_OFFLINE_MS, hasRefreshed: false };
  call.deps.budget.deposit();
  for (;;) {
    await untilSendable(call);
    call.attempts += 1;
    try {
      return { answer: await call.deps.transport.send(call), attempts: call.attempts };
    } catch (cause) {
      await untilNext(call, cause);
    }
  }
}

async function untilSendable(call: Call): Promise<void> {
  const { deps, name: callable, scope, attempts } = call;
  const { network, clock } = deps;
  const startedAtMs = clock.nowMs();
  const { signal } = scope;
  if (!network.isOnline()) await pause({ clock, delayMs: call.patienceMs, signal, network });
  call.patienceMs -= clock.nowMs() - startedAtMs;
  if (network.isOnline() && !signal.aborted) return;
  const failure = clientFailure(signal.aborted ? 'ABORTED' : 'OFFLINE');
  throw new SeatbeltError({ ...failure, callable, attempts });
}

/** Returns when the next attempt is due. @throws SeatbeltError if there is none */
async function untilNext(call: Call, cause: unknown): Promise<void> {
  const { deps, name: callable, scope, attempts } = call;
  const { network, clock, budget } = deps;
  const errorOf = (failure: Failure): SeatbeltError =>
    new SeatbeltError({ ...failure, callable, attempts, cause });

  const told = classify(cause);
  const failure = asksForSignIn(told) ? await withFreshSignIn(call, told) : told;
  if (failure === undefined) return;
  if (!failure.retryable || attempts >= MAX_ATTEMPTS) throw errorOf(failure);
  // A browser that has noticed waits for the network, in place of a pause.
  if (!network.isOnline()) return;
  if (!budget.tryWithdraw()) throw errorOf(failure);
  const delayMs = delayAfterMs({ attempt: attempts, code: failure.code, random: () => clock.random() });
  scope.onRetry({ attempt: attempts, delayMs, error: errorOf(failure) });
  await pause({ clock, delayMs, signal: scope.signal });
}

/** An hour-old token may be all that was wrong: once for each call it is renewed. Undefined: send again at once. */
async function withFreshSignIn(call: Call, failure: Failure): Promise<Failure | undefined> {
  if (call.hasRefreshed) return clientFailure('SIGN_IN_EXPIRED');
  try {
    const isSignedIn = await call.deps.transport.refreshSignIn();
    call.hasRefreshed = true;
    return isSignedIn ? undefined : failure;
  } catch (error) {
    const isNetworkError = /network|timeout|internal-error/.test(codeOf(error));
    return clientFailure(isNetworkError ? 'NO_ANSWER' : 'SIGN_IN_EXPIRED');
  }
}
