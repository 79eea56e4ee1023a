import type { IntentStorage } from './options.ts';

/**
 * Storage that never throws. In a private window `localStorage` may be missing, refuse every write, or be emptied while
 * the page is open; a call must not fail for that. What could not be written is remembered in memory as long as the page.
 */
export class SafeStorage {
  readonly #storage: IntentStorage | undefined;
  readonly #memory = new Map<string, string>();

  constructor(storage: IntentStorage | undefined) {
    this.#storage = storage;
  }

  /** What was stored there, as far as it is ours: anybody may have written it, so its fields have to be looked at. */
  get<T extends object>(key: string): Partial<T> {
    try {
      const text = this.#memory.get(key) ?? this.#attempt(storage => storage.getItem(key));
      return JSON.parse(text ?? '') ?? {};
    } catch {
      return {};
    }
  }

  set(key: string, content: object): void {
    const text = JSON.stringify(content);
    this.#memory.set(key, text);
    this.#attempt(storage => {
      storage.setItem(key, text);
      this.#memory.delete(key);
    });
  }

  remove(key: string): void {
    this.#memory.delete(key);
    this.#attempt(storage => storage.removeItem(key));
  }

  /** All keys that begin so. */
  keys(prefix: string): readonly string[] {
    const stored = this.#attempt(storage =>
      Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? ''),
    );
    return [...new Set([...this.#memory.keys(), ...(stored ?? [])])].filter(key => key.startsWith(prefix));
  }

  #attempt<T>(work: (storage: IntentStorage) => T): T | undefined {
    if (this.#storage === undefined) return undefined;
    try {
      return work(this.#storage);
    } catch {
      return undefined;
    }
  }
}

/** The browser's own; undefined where merely looking at it throws. */
export function browserStorage(): IntentStorage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
