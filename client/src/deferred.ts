interface Waiting<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

/** Something that comes about later, for all who wait for it by then. */
export class Deferred<T> {
  #waiting: readonly Waiting<T>[] = [];

  wait(): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting = [...this.#waiting, { resolve, reject }];
    });
  }

  resolve(value: T): void {
    for (const { resolve } of this.#take()) resolve(value);
  }

  reject(error: Error): void {
    for (const { reject } of this.#take()) reject(error);
  }

  #take(): readonly Waiting<T>[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }
}
