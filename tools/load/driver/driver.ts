import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Agent, request } from 'undici';
import type { z } from 'zod';
import type { Acknowledgement } from '../acknowledgement.ts';
import type { AcknowledgementLog } from '../acknowledgement-log.ts';
import { functionUrl } from '../target.ts';
import { InstanceGate, type Slot } from './instance-gate.ts';
import { readCallable } from './read-callable.ts';
import type { Recorder } from './recorder.ts';
import { afterTry, patience, type RetryLimits } from './retry.ts';
import type { Person } from './tokens.ts';
import type { Outcome, TryResult } from './try-result.ts';

/** Longer than a function may take. */
const TRY_TIMEOUT_MS = 70_000;
/** The second clicks, whatever they were for. */
const CLICKED_TWICE = 'clicked twice';

export type Call<Schema extends z.ZodType> = {
  readonly as: Person;
  readonly name: string;
  readonly data: object;
  /** What the answer must look like; anything else is a failure. */
  readonly answer: Schema;
  /** Refusals that are right answers here; any other is a failure. */
  readonly expected?: readonly string[];
  /** What the answer promises. */
  readonly acknowledge?: (answer: z.output<Schema>) => Acknowledgement;
  /** The operation in the figures; `name` unless said otherwise. */
  readonly operation?: string;
};

type Tried = { readonly result: TryResult; readonly retries: readonly string[]; readonly latencyMs: number };

type Reading<Schema extends z.ZodType> = {
  readonly result: TryResult;
  readonly answer: Schema;
  readonly expected: readonly string[];
};

/** What the last try means to the caller. */
function outcomeOf<Schema extends z.ZodType>(reading: Reading<Schema>): Outcome<z.output<Schema>> {
  const { result, answer, expected } = reading;
  if (result.kind === 'noAnswer') return { kind: 'failed', reason: result.reason };
  if (result.kind === 'refused')
    return { kind: expected.includes(result.reason) ? 'refused' : 'failed', reason: result.reason };
  const parsed = answer.safeParse(result.result);
  return parsed.success ? { kind: 'ok', answer: parsed.data } : { kind: 'failed', reason: 'ODD_ANSWER' };
}

/** Sends what clients want through the front door, tries again as they would, and keeps what they saw. */
export class Driver {
  readonly gate: InstanceGate;
  readonly recorder: Recorder;
  readonly acknowledgements: Pick<AcknowledgementLog, 'add'>;
  readonly #agent: Agent;
  readonly #limits: RetryLimits;
  readonly #signal: AbortSignal;
  #isClickedTwice = (): boolean => false;

  constructor(input: {
    readonly target: { readonly instanceUrls: () => readonly string[] };
    readonly recorder: Recorder;
    readonly acknowledgements: Pick<AcknowledgementLog, 'add'>;
    /** After it nothing is tried again. */
    readonly signal: AbortSignal;
    readonly limits?: RetryLimits;
  }) {
    this.gate = new InstanceGate({ urls: input.target.instanceUrls });
    this.recorder = input.recorder;
    this.acknowledgements = input.acknowledgements;
    this.#limits = input.limits ?? patience;
    this.#signal = input.signal;
    // The gate bounds what is under way; a connection for each keeps one slow answer from holding up others.
    this.#agent = new Agent({ connections: null, pipelining: 1, keepAliveTimeout: 600_000 });
  }

  /** From here on this share of all intents is sent twice at once: people click twice, and tabs are open twice. */
  clickTwice(clicks: { readonly share: number; readonly random: () => number }): void {
    this.#isClickedTwice = () => clicks.random() < clicks.share;
  }

  /** One intent: the same data with every try. It never rejects. */
  async call<Schema extends z.ZodType>(call: Call<Schema>): Promise<Outcome<z.output<Schema>>> {
    const clicked = this.#isClickedTwice() ? this.#clickAgain(call) : undefined;
    const { outcome, tried } = await this.#send(call);
    this.#record({ operation: call.operation ?? call.name, outcome, tried });
    if (outcome.kind === 'ok' && call.acknowledge !== undefined)
      this.acknowledgements.add(call.acknowledge(outcome.answer));
    await clicked?.(outcome);
    return outcome;
  }

  /** Sends it beside the first click; told how that ended, it holds both answers against each other. */
  #clickAgain<Schema extends z.ZodType>(call: Call<Schema>) {
    const sent = this.#send(call);
    return async (first: Outcome<z.output<Schema>>): Promise<void> => {
      const { outcome: second, tried } = await sent;
      const isOther =
        first.kind === 'ok' && second.kind === 'ok' && !isDeepStrictEqual(first.answer, second.answer);
      const outcome = isOther
        ? ({ kind: 'failed', reason: `${call.name} ANSWERED_OTHERWISE` } as const)
        : second;
      this.#record({ operation: CLICKED_TWICE, outcome, tried });
    };
  }

  async #send<Schema extends z.ZodType>(call: Call<Schema>) {
    const { as, name, data, answer, expected = [] } = call;
    const body = JSON.stringify({ data });
    const tried = await this.#untilAnswered(async slot => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${await as.token()}` };
      const url = functionUrl({ instanceUrl: slot.instanceUrl, name });
      return readCallable(await this.post({ url, headers, body }));
    });
    return { tried, outcome: outcomeOf({ result: tried.result, answer, expected }) };
  }

  #record(input: { operation: string; outcome: Outcome<unknown>; tried: Tried }): void {
    const { operation, outcome, tried } = input;
    const { latencyMs, retries } = tried;
    const reason = outcome.kind === 'ok' ? undefined : outcome.reason;
    this.recorder.record({ operation, latencyMs, retries, end: outcome.kind, reason });
  }

  /** One HTTP request. Rejects when no answer came. */
  async post(input: {
    readonly url: string;
    readonly headers: Record<string, string>;
    readonly body: string;
  }): Promise<{ readonly httpStatus: number; readonly text: string }> {
    const response = await request(input.url, {
      method: 'POST',
      headers: input.headers,
      body: input.body,
      dispatcher: this.#agent,
      headersTimeout: TRY_TIMEOUT_MS,
      bodyTimeout: TRY_TIMEOUT_MS,
    });
    return { httpStatus: response.statusCode, text: await response.body.text() };
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #untilAnswered(attempt: (slot: Slot) => Promise<TryResult>): Promise<Tried> {
    const startedAtMs = performance.now();
    const retries: string[] = [];
    let avoid: string | undefined;
    for (let tries = 1; ; tries += 1) {
      const slot = await this.gate.enter({ avoid });
      const result = await attempt(slot)
        .catch(noAnswer)
        .finally(() => slot.release());
      const elapsedMs = performance.now() - startedAtMs;
      const next = afterTry({ result, tries, elapsedMs, limits: this.#limits, random: Math.random });
      const isOver = next.kind === 'stop' || this.#signal.aborted;
      if (isOver || result.kind === 'answered') return { result, retries, latencyMs: elapsedMs };
      retries.push(result.reason);
      avoid = next.where === 'elsewhere' ? slot.instanceUrl : undefined;
      await sleep(next.delayMs);
    }
  }
}

function noAnswer(error: unknown): TryResult {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return { kind: 'noAnswer', reason: code === '' ? String(error) : code };
}
