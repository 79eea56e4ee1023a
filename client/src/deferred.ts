interface Waiting<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

/** Something that comes about later, for all who wait for it by then. */
export class Deferred<T> {
  readonly #waiting: Waiting<T>[] = [];

  wait(): Promise<T> {
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  resolve(value: T): void {
    for (const { resolve } of this.#waiting.splice(0)) resolve(value);
  }

  reject(error: Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
