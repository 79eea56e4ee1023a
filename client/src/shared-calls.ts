import { Emitter } from './emitter.ts';
import { listen } from './listen.ts';
import type { Retry } from './options.ts';

/** What a call that others may join can say and hear. */
export interface CallScope {
  /** Aborts once nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  onRetry(retry: Retry): void;
}

interface Joining {
  readonly signal: AbortSignal | undefined;
  readonly onRetry: ((retry: Retry) => void) | undefined;
  /** What whoever gives up is told. */
  readonly abortedError: () => Error;
}

interface Running<T> {
  readonly promise: Promise<T>;
  readonly controller: AbortController;
  readonly retried: Emitter<Retry>;
  waiting: number;
}

/** Calls under way: whoever wants the same gets the same promise, so that a double click is one call. */
export class SharedCalls<T> {
  readonly #running = new Map<string, Running<T>>();

  join(key: string, joining: Joining, start: (scope: CallScope) => Promise<T>): Promise<T> {
    const { signal, onRetry, abortedError } = joining;
    if (signal?.aborted === true) return Promise.reject(abortedError());
    const last = this.#running.get(key);
    const running = last === undefined || last.waiting === 0 ? this.#start(key, start) : last;
    running.waiting += 1;
    const unhear = onRetry && running.retried.on(onRetry);
    if (signal === undefined) return running.promise;
    return new Promise((resolve, reject) => {
      const unlisten = listen(signal, ['abort'], () => {
        unhear?.();
        running.waiting -= 1;
        if (running.waiting === 0) running.controller.abort();
        reject(abortedError());
      });
      running.promise.then(resolve, reject).finally(unlisten);
    });
  }

  #start(key: string, start: (scope: CallScope) => Promise<T>): Running<T> {
    const controller = new AbortController();
    const retried = new Emitter<Retry>();
    const begin = (): Promise<T> =>
      start({ signal: controller.signal, onRetry: retry => retried.emit(retry) });
    // Everybody has given the last one up, but what was sent of it may be answered still.
    const last = this.#running.get(key)?.promise;
    const promise = (last?.catch(begin) ?? begin()).finally(() => {
      if (this.#running.get(key) === running) this.#running.delete(key);
    });
    const running: Running<T> = { promise, controller, retried, waiting: 0 };
    this.#running.set(key, running);
    return running;
  }
}
