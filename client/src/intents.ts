import type { Clock } from './clock.ts';
import { INTENT_PREFIX, intentKey, isKept } from './intent-key.ts';
import type { SafeStorage } from './safe-storage.ts';

/** After a day nobody remembers what was meant; the same wish is a new one then. */
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

interface Stored {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface IntentsDeps {
  readonly storage: SafeStorage;
  readonly clock: Pick<Clock, 'date'>;
  readonly newId: () => string;
}

export interface Intent {
  readonly requestId: string;
  /** To be called once an answer or a final refusal came: the same wish is a new intent from then on. */
  settle(): void;
}

/**
 * The id of each intent, from its first try to its answer, over retries, reloads and other tabs of the same user. Only a
 * hash and a random id are ever stored.
 */
export class Intents {
  readonly #deps: IntentsDeps;
  readonly #storage: SafeStorage;
  readonly #unsettled = new Map<string, Stored>();

  constructor(deps: IntentsDeps) {
    this.#deps = deps;
    this.#storage = deps.storage;
  }

  async open(input: { uid: string; name: string; text: string }): Promise<Intent> {
    const isStored = isKept(input.name);
    const key = isStored ? await intentKey(input) : input.text;
    this.#forgetOld();
    const known = this.#recall(key);
    const intent = known ?? { id: this.#deps.newId(), at: this.#now() };
    this.#unsettled.set(key, intent);
    if (known === undefined && isStored) this.#storage.set(key, intent);
    return {
      requestId: intent.id,
      settle: () => {
        this.#unsettled.delete(key);
        // Another tab may have opened the next intent under this key by now.
        if (this.#read(key)?.id === intent.id) this.#storage.remove(key);
      },
    };
  }

  /** This page's own first: a user may clear the browser's storage while a payment is under way. */
  #recall(key: string): Stored | undefined {
    const own = this.#unsettled.get(key);
    return own !== undefined && this.#isFresh(own) ? own : this.#read(key);
  }

  /** Undefined for what is not there, too old, or not written by us. */
  #read(key: string): Stored | undefined {
    const { id, at } = this.#storage.get<Stored>(key);
    if (typeof id !== 'string' || typeof at !== 'number') return undefined;
    return this.#isFresh({ id, at }) ? { id, at } : undefined;
  }

  #isFresh({ at }: Stored): boolean {
    return at + FORGOTTEN_AFTER_MS > this.#now();
  }

  #now(): number {
    return this.#deps.clock.date().getTime();
  }

  #forgetOld(): void {
    for (const key of this.#storage.keys(INTENT_PREFIX))
      if (this.#read(key) === undefined) this.#storage.remove(key);
  }
}
