import type { Locks } from '../src/tab-election.ts';

type Granted = Parameters<Locks['request']>[2];

interface Waiting {
  readonly grant: () => void;
}

/** Web Locks of one browser: exclusive, in the order of asking, to be stolen. */
export class FakeLocks {
  readonly #lines = new Map<string, Waiting[]>();
  readonly #holders = new Map<string, (error: Error) => void>();

  /** As a page sees them. */
  get locks(): Locks {
    return { request: (name, options, work) => this.#request({ name, options, work }) };
  }

  async #request(input: { name: string; options: LockOptions; work: Granted }): Promise<unknown> {
    const { name, options, work } = input;
    await Promise.resolve();
    if (options.ifAvailable === true && this.#holders.has(name)) return work(null);
    if (options.steal === true) {
      this.#holders.get(name)?.(new Error('AbortError'));
      this.#holders.delete(name);
    }
    if (this.#holders.has(name)) await this.#turn(name, options.signal);
    return this.#hold(name, work);
  }

  #turn(name: string, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { grant: resolve };
      const line = this.#lines.get(name) ?? [];
      this.#lines.set(name, [...line, waiting]);
      signal?.addEventListener('abort', () => {
        this.#lines.set(
          name,
          (this.#lines.get(name) ?? []).filter(each => each !== waiting),
        );
        reject(new Error('AbortError'));
      });
    });
  }

  #hold(name: string, work: Granted): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const lose = (error: Error): void => reject(error);
      this.#holders.set(name, lose);
      Promise.resolve(work({ name, mode: 'exclusive' })).then(value => {
        if (this.#holders.get(name) === lose) this.#next(name);
        resolve(value);
      }, reject);
    });
  }

  #next(name: string): void {
    this.#holders.delete(name);
    const [first, ...others] = this.#lines.get(name) ?? [];
    this.#lines.set(name, others);
    if (first === undefined) return;
    // Nobody comes between: it is the first one's from now on.
    this.#holders.set(name, () => undefined);
    first.grant();
  }
}
