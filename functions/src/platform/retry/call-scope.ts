/** The longest delay a Node timer holds; a longer one would fire at once. */
const longestTimerMs = 2 ** 31 - 1;

export type CallScope = {
  /** Aborts when the caller does or when the deadline passes. */
  readonly signal: AbortSignal;
  readonly endedBy: () => 'caller' | 'deadline' | undefined;
  /** Lets go of the timer and of the caller's signal, which may live much longer. */
  readonly close: () => void;
};

/** One signal for everything a call does, from the caller's signal and its own deadline. */
export function openCallScope(input: {
  readonly deadlineMs: number;
  readonly signal: AbortSignal | undefined;
}): CallScope {
  const controller = new AbortController();
  let endedBy: 'caller' | 'deadline' | undefined;
  const end = (by: 'caller' | 'deadline', reason: unknown): void => {
    endedBy ??= by;
    controller.abort(reason);
  };
  const onAbort = (): void => end('caller', input.signal?.reason);
  const timer =
    input.deadlineMs <= longestTimerMs
      ? setTimeout(() => end('deadline', deadlinePassed()), input.deadlineMs).unref()
      : undefined;
  if (input.signal?.aborted === true) onAbort();
  input.signal?.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    endedBy: () => endedBy,
    close: () => {
      clearTimeout(timer);
      input.signal?.removeEventListener('abort', onAbort);
    },
  };
}

/**
 * Settles with the work or, if the signal aborts first, rejects with its reason: an operation that does not
 * look at its signal would otherwise hold its caller past the deadline.
 */
export async function untilAborted<T>(input: {
  readonly signal: AbortSignal;
  readonly work: () => Promise<T>;
}): Promise<T> {
  const { signal, work } = input;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function deadlinePassed(): DOMException {
  return new DOMException('The deadline of the operation passed.', 'TimeoutError');
}
