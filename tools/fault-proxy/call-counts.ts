import type { FirestoreMethod } from './methods.ts';

export type CallCount = {
  /** Calls that reached the proxy, an SDK's own retries among them. */
  readonly seen: number;
  readonly forwarded: number;
  /** Calls that upstream carried out, whatever their caller was told. */
  readonly succeeded: number;
};

const zero: CallCount = { seen: 0, forwarded: 0, succeeded: 0 };

export class CallCounter {
  readonly #counts = new Map<FirestoreMethod, CallCount>();

  add(input: { method: FirestoreMethod; event: keyof CallCount }): void {
    const count = this.of(input.method);
    this.#counts.set(input.method, { ...count, [input.event]: count[input.event] + 1 });
  }

  of(method: FirestoreMethod): CallCount {
    return this.#counts.get(method) ?? zero;
  }

  reset(): void {
    this.#counts.clear();
  }
}
