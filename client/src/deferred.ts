interface Waiting<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

/** A promise that is kept later, the same for all who ask meanwhile. */
export class Deferred<T> {
  #waiting: Waiting<T> | undefined;

  get isWaiting(): boolean {
    return this.#waiting !== undefined;
  }

  wait(): Promise<T> {
    this.#waiting ??= newWaiting();
    return this.#waiting.promise;
  }

  resolve(value: T): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(value);
  }

  reject(error: Error): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.reject(error);
  }
}

function newWaiting<T>(): Waiting<T> {
  let settle: Omit<Waiting<T>, 'promise'> | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  if (settle === undefined) throw new Error('A promise did not run its executor.');
  return { promise, ...settle };
}
