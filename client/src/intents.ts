import { INTENT_PREFIX, intentKey, isKept } from './intent-key.ts';
import type { SafeStorage } from './safe-storage.ts';

/** After a day nobody remembers what was meant; the same wish is a new one then. */
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

interface Stored {
  readonly id: string;
  readonly atMs: number;
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
  readonly #storage: SafeStorage;
  readonly #now: () => Date;
  readonly #newId: () => string;
  readonly #unsettled = new Map<string, Stored>();

  constructor(input: { storage: SafeStorage; now: () => Date; newId: () => string }) {
    this.#storage = input.storage;
    this.#now = input.now;
    this.#newId = input.newId;
  }

  async open(input: { uid: string; name: string; text: string }): Promise<Intent> {
    const stored = isKept(input.name) ? await intentKey(input) : undefined;
    this.#forgetOld();
    const key = stored ?? input.text;
    const known = this.#recall(key);
    const intent = known ?? { id: this.#newId(), atMs: this.#now().getTime() };
    this.#unsettled.set(key, intent);
    if (known === undefined && stored !== undefined)
      this.#storage.set(key, JSON.stringify({ id: intent.id, at: intent.atMs }));
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
    const text = this.#storage.get(key);
    const stored = text === undefined ? undefined : parsed(text);
    return stored !== undefined && this.#isFresh(stored) ? stored : undefined;
  }

  #isFresh({ atMs }: Stored): boolean {
    return atMs + FORGOTTEN_AFTER_MS > this.#now().getTime();
  }

  #forgetOld(): void {
    for (const key of this.#storage.keys(INTENT_PREFIX))
      if (this.#read(key) === undefined) this.#storage.remove(key);
  }
}

function parsed(text: string): Stored | undefined {
  try {
    const { id, at }: Record<string, unknown> = JSON.parse(text);
    return typeof id === 'string' && typeof at === 'number' ? { id, atMs: at } : undefined;
  } catch {
    return undefined;
  }
}
