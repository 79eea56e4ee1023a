import { currentPlace } from '../hosted/hosting.ts';
import type { Weather } from '../memory/network.ts';
import type { Random } from '../time/random.ts';
import type { Scheduler } from '../time/scheduler.ts';
import type { StripeApi } from './stripe-api.ts';
import { brokenServer, connectionLost } from './stripe-error.ts';

const LONGEST_MS = 8_000;
/** Before Stripe did anything; after it did; after it did, and it says that it broke. */
const faults = ['lost', 'late', 'broken'] as const;

interface ApiCall {
  readonly name: string;
  readonly parameters: object;
  readonly key: string | undefined;
}

/** What lies between a process and Stripe's API: it is as bad as the rest of the network. */
export class StripeLine {
  readonly #api: StripeApi;
  readonly #scheduler: Scheduler;
  readonly #random: Random;
  readonly #weather: () => Weather;

  constructor(input: { api: StripeApi; scheduler: Scheduler; random: Random; weather: () => Weather }) {
    this.#api = input.api;
    this.#scheduler = input.scheduler;
    this.#random = input.random;
    this.#weather = input.weather;
  }

  async call(call: ApiCall): Promise<object> {
    const place = currentPlace();
    const isBad = this.#random.chance(this.#weather().faultShare / 2);
    const fault = isBad ? this.#random.pick(faults) : undefined;
    await this.#travel();
    const told = fault === 'lost' ? connectionLost() : this.#answerTo(call);
    await this.#travel();
    // A dead process hears nothing.
    if (place?.instance.isAlive === false) return new Promise(() => undefined);
    if (fault === 'late') throw connectionLost();
    if (fault === 'broken') throw brokenServer();
    if (told instanceof Error) throw told;
    return told;
  }

  #travel(): Promise<void> {
    const typicalMs = 4 * this.#weather().typicalMs;
    return this.#scheduler.wait(this.#random.waitMs({ typicalMs, longestMs: LONGEST_MS }));
  }

  #answerTo(call: ApiCall): object | Error {
    try {
      return this.#api.call(call);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }
}
