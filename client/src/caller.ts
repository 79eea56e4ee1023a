import { RetryBudget } from './backoff.ts';
import { type CallDeps, callUntilAnswered } from './call.ts';
import { aborted, asksForSignIn } from './classify.ts';
import type { Clock } from './clock.ts';
import { isPlain } from './contract/methods.ts';
import { Emitter } from './emitter.ts';
import { isSeatbeltError, type SeatbeltError } from './errors.ts';
import { type IntentParts, intentText } from './intent-key.ts';
import { type Intent, Intents } from './intents.ts';
import type { Network } from './network.ts';
import type { CallOptions, CallReport } from './options.ts';
import type { SafeStorage } from './safe-storage.ts';
import { type CallScope, SharedCalls } from './shared-calls.ts';
import type { Transport } from './transport.ts';

export interface CallerDeps {
  readonly transport: Transport;
  readonly network: Network;
  readonly clock: Clock;
  readonly storage: SafeStorage;
  readonly newId: () => string;
  readonly onCall: ((report: CallReport) => void) | undefined;
}

export interface Calling {
  readonly name: string;
  readonly request: object;
  readonly options: CallOptions;
}

/** From a method's call to its answer: one intent, one id, however often it is sent. */
export class Caller {
  readonly #deps: CallerDeps;
  readonly #callDeps: CallDeps;
  readonly #intents: Intents;
  readonly #shared = new SharedCalls<unknown>();
  readonly #reports = new Emitter<CallReport>();

  constructor(deps: CallerDeps) {
    const { clock, onCall } = deps;
    this.#deps = deps;
    if (onCall !== undefined) this.#reports.on(onCall);
    this.#intents = new Intents(deps);
    this.#callDeps = { ...deps, budget: new RetryBudget(() => clock.nowMs()) };
  }

  /** @throws SeatbeltError */
  call({ name, request, options }: Calling): Promise<unknown> {
    // As it goes over the wire: fields that are undefined left out, for the server refuses a null in their place.
    const data: object = JSON.parse(JSON.stringify(request));
    const parts = { uid: this.#deps.transport.uid() ?? '', name, request: data, intent: options.intent };
    const key = options.requestId ?? intentText(parts);
    const { signal, onRetry, requestId } = options;
    return this.#shared.join(key, { signal, onRetry, abortedError: () => aborted(name) }, scope =>
      this.#run({ parts, requestId, scope }),
    );
  }

  async #run(input: {
    parts: IntentParts;
    requestId: string | undefined;
    scope: CallScope;
  }): Promise<unknown> {
    const { parts, scope } = input;
    const { name } = parts;
    const startedAtMs = this.#deps.clock.nowMs();
    const report = (attempts: number, outcome: string): void => {
      const elapsedMs = this.#deps.clock.nowMs() - startedAtMs;
      this.#reports.emit({ name, attempts, elapsedMs, outcome });
    };
    const intent = await this.#intentOf(input);
    const data = intent === undefined ? parts.request : { ...parts.request, requestId: intent.requestId };
    try {
      const { answer, attempts } = await callUntilAnswered({ deps: this.#callDeps, name, data, scope });
      intent?.settle();
      report(attempts, 'ok');
      return answer;
    } catch (error) {
      if (!isSeatbeltError(error)) throw error;
      if (isFinal(error)) intent?.settle();
      report(error.attempts, error.reason);
      throw error;
    }
  }

  async #intentOf(input: { parts: IntentParts; requestId: string | undefined }): Promise<Intent | undefined> {
    const { parts, requestId } = input;
    await this.#deps.transport.ready();
    if (isPlain(parts.name)) return undefined;
    if (requestId !== undefined) return { requestId, settle: () => undefined };
    // On a page that has just been opened it is known only now who is signed in.
    const uid = this.#deps.transport.uid() ?? '';
    return this.#intents.open({ uid, name: parts.name, text: intentText({ ...parts, uid }) });
  }
}

/**
 * After any other error the same wish may have come true already, and has to keep its id. An `INTERNAL` may be a
 * gateway's, behind a try whose answer got lost.
 */
const isFinal = (error: SeatbeltError): boolean =>
  !error.retryable && !asksForSignIn(error) && error.reason !== 'INTERNAL';
