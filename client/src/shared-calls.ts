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
  readonly aborted: () => Error;
}

interface Running<T> {
  readonly promise: Promise<T>;
  readonly controller: AbortController;
  readonly listeners: ((retry: Retry) => void)[];
  waiting: number;
}

/** Calls under way: whoever wants the same gets the same promise, so that a double click is one call. */
export class SharedCalls<T> {
  readonly #running = new Map<string, Running<T>>();

  join(key: string, joining: Joining, start: (scope: CallScope) => Promise<T>): Promise<T> {
    const { signal, onRetry, aborted } = joining;
    if (signal?.aborted === true) return Promise.reject(aborted());
    const running = this.#running.get(key) ?? this.#start(key, start);
    running.waiting += 1;
    if (onRetry !== undefined) running.listeners.push(onRetry);
    return signal === undefined ? running.promise : untilAborted({ running, signal, aborted });
  }

  #start(key: string, start: (scope: CallScope) => Promise<T>): Running<T> {
    const controller = new AbortController();
    const listeners: Running<T>['listeners'] = [];
    const promise = start({
      signal: controller.signal,
      onRetry: retry => {
        for (const listener of listeners) listener(retry);
      },
    }).finally(() => this.#running.delete(key));
    const running: Running<T> = { promise, controller, listeners, waiting: 0 };
    this.#running.set(key, running);
    return running;
  }
}

function untilAborted<T>(input: {
  running: Running<T>;
  signal: AbortSignal;
  aborted: () => Error;
}): Promise<T> {
  const { running, signal, aborted } = input;
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      running.waiting -= 1;
      if (running.waiting === 0) running.controller.abort();
      reject(aborted());
    };
    signal.addEventListener('abort', onAbort, { once: true });
    running.promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
