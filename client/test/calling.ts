import { Caller } from '../src/caller.ts';
import type { Callables } from '../src/contract/callables.ts';
import type { CallOptions, CallReport, IntentStorage } from '../src/options.ts';
import { SafeStorage } from '../src/safe-storage.ts';
import { FakeNetwork, FakeStorage } from './browser.ts';
import { VirtualClock } from './virtual-clock.ts';

/** What reached the server. */
export interface Sent {
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the Functions SDK rejects with. */
export function refusal(input: {
  code: string;
  reason?: string;
  retryable?: boolean;
  fields?: unknown;
  message?: string;
}): Error {
  const { code, reason, retryable = false, fields, message = 'No. [400]' } = input;
  const details = reason === undefined ? undefined : { reason, retryable, fields };
  return Object.assign(new Error(message), { code: `functions/${code}`, details });
}

/** As a lost connection reaches us: without a word of the server's. */
export const lost = (): Error => refusal({ code: 'internal', message: 'internal [0]' });

/** A page that calls a server which a test answers for. */
export class Page {
  readonly sent: Sent[] = [];
  readonly reports: CallReport[] = [];
  readonly clock: VirtualClock;
  readonly network = new FakeNetwork();
  readonly #caller: Caller;
  /** Answers the calls in their order; the last one answers all that follow. */
  answers: (() => unknown)[] = [() => ({ replayed: false })];
  uid: string | undefined = 'ada';
  refresh: () => Promise<boolean> = async () => true;
  refreshes = 0;

  constructor(
    input: { storage?: IntentStorage; clock?: VirtualClock; onCall?: (report: CallReport) => void } = {},
  ) {
    const { storage = new FakeStorage(), clock = new VirtualClock() } = input;
    const { onCall = report => this.reports.push(report) } = input;
    this.clock = clock;
    this.#caller = new Caller({
      transport: {
        send: async ({ name, data }) => {
          this.sent.push({ name, data: { ...data } });
          const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
          return answer?.();
        },
        refreshSignIn: () => {
          this.refreshes += 1;
          return this.refresh();
        },
        uid: () => this.uid,
        ready: async () => undefined,
      },
      network: this.network,
      clock: this.clock,
      storage: new SafeStorage(storage),
      newId: () => crypto.randomUUID(),
      onCall,
    });
  }

  /** Calls as a method of Seatbelt does. */
  call<Name extends keyof Callables>(
    name: Name,
    request: Callables[Name]['request'],
    options: CallOptions = {},
  ): Promise<unknown> {
    const answer = this.#caller.call({ name, request, options });
    // A test looks at it when it wants to.
    answer.catch(() => undefined);
    return answer;
  }

  get ids(): unknown[] {
    return this.sent.map(({ data }) => data['requestId']);
  }
}
