import type { Network } from '../src/network.ts';
import type { IntentStorage } from '../src/options.ts';

/** A network that a test unplugs. */
export class FakeNetwork implements Network {
  readonly #listeners = new Set<(isOnline: boolean) => void>();
  #isOnline = true;

  isOnline(): boolean {
    return this.#isOnline;
  }

  watch(listener: (isOnline: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  set(isOnline: boolean): void {
    this.#isOnline = isOnline;
    for (const listener of [...this.#listeners]) listener(isOnline);
  }
}

/** A browser's storage; it outlives the pages of a test. */
export class FakeStorage implements IntentStorage {
  readonly #items = new Map<string, string>();

  get length(): number {
    return this.#items.size;
  }

  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }

  removeItem(key: string): void {
    this.#items.delete(key);
  }

  clear(): void {
    this.#items.clear();
  }

  /** All that somebody who looks into it sees. */
  get text(): string {
    return JSON.stringify([...this.#items]);
  }
}

const refuse = (): never => {
  throw new Error('SecurityError');
};

/** A private window's: there, and good for nothing. */
export const brokenStorage: IntentStorage = {
  get length(): number {
    return refuse();
  },
  key: refuse,
  getItem: refuse,
  setItem: refuse,
  removeItem: refuse,
};
