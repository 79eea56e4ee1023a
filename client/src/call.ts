import { delayMs, MAX_ATTEMPTS, type RetryBudget } from './backoff.ts';
import { asksForSignIn, classify, clientFailure } from './classify.ts';
import type { Clock } from './clock.ts';
import { type Failure, SeatbeltError } from './errors.ts';
import { type Network, pause, untilOnline } from './network.ts';
import type { CallScope } from './shared-calls.ts';

/** How long a call waits for the network in all before it says so. */
const PATIENCE_OFFLINE_MS = 60_000;

/** What a call needs of the world. */
export interface CallDeps {
  /** One attempt: resolves with the answer, rejects as Firebase does. */
  readonly send: (input: { name: string; data: object }) => Promise<unknown>;
  /** Gets a fresh token. @returns false where nobody is signed in */
  readonly refreshSignIn: () => Promise<boolean>;
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
  const call: Call = { ...input, patienceMs: PATIENCE_OFFLINE_MS, hasRefreshed: false };
  call.deps.budget.deposit();
  for (let attempt = 1; ; attempt += 1) {
    await untilSendable({ call, attempt });
    const tried = await tryOnce(call);
    if (tried.kind === 'answered') return { answer: tried.answer, attempts: attempt };
    await untilNext({ call, attempt, tried });
  }
}

async function untilSendable({ call, attempt }: { call: Call; attempt: number }): Promise<void> {
  const { deps, name, scope } = call;
  const { network, clock } = deps;
  const startedAtMs = clock.nowMs();
  const { signal } = scope;
  const isOnline = await untilOnline({ network, clock, atMostMs: call.patienceMs, signal });
  call.patienceMs -= clock.nowMs() - startedAtMs;
  if (isOnline && !signal.aborted) return;
  const failure = clientFailure(signal.aborted ? 'ABORTED' : 'OFFLINE');
  throw new SeatbeltError({ ...failure, callable: name, attempts: attempt - 1 });
}

/** Returns when the next attempt is due. @throws SeatbeltError if there is none */
async function untilNext(input: { call: Call; attempt: number; tried: Failed }): Promise<void> {
  const { call, attempt, tried } = input;
  const { deps, name, scope } = call;
  const errorOf = (failure: Failure): SeatbeltError =>
    new SeatbeltError({ ...failure, callable: name, attempts: attempt, cause: tried.cause });

  const failure = asksForSignIn(tried.failure) ? await withFreshSignIn(call, tried.failure) : tried.failure;
  if (failure === undefined) return;
  if (!failure.retryable || attempt >= MAX_ATTEMPTS) throw errorOf(failure);
  // A browser that has noticed waits for the network, in place of a pause.
  if (!deps.network.isOnline()) return;
  if (!deps.budget.tryWithdraw()) throw errorOf(failure);
  const wait = delayMs({ attempt, code: failure.code, random: () => deps.clock.random() });
  scope.onRetry({ attempt, delayMs: wait, error: errorOf(failure) });
  await pause({ clock: deps.clock, delayMs: wait, signal: scope.signal });
}

/** An hour-old token may be all that was wrong: once for each call it is renewed. Undefined: send again at once. */
async function withFreshSignIn(call: Call, failure: Failure): Promise<Failure | undefined> {
  if (call.hasRefreshed) return clientFailure('SIGN_IN_EXPIRED');
  try {
    const isSignedIn = await call.deps.refreshSignIn();
    call.hasRefreshed = true;
    return isSignedIn ? undefined : failure;
  } catch (error) {
    return isNetworkError(error) ? clientFailure('NO_ANSWER') : clientFailure('SIGN_IN_EXPIRED');
  }
}

const isNetworkError = (error: unknown): boolean =>
  error instanceof Error && /network|timeout|internal-error/.test(String(Reflect.get(error, 'code')));

interface Failed {
  readonly kind: 'failed';
  readonly failure: Failure;
  readonly cause: unknown;
}
type Tried = { readonly kind: 'answered'; readonly answer: unknown } | Failed;

async function tryOnce({ deps, name, data }: Call): Promise<Tried> {
  try {
    return { kind: 'answered', answer: await deps.send({ name, data }) };
  } catch (cause) {
    return { kind: 'failed', failure: classify(cause), cause };
  }
}
