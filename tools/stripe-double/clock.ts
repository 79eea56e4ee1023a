/**
 * The double's time. `nowSeconds` stamps objects and events; it can be frozen, so that many events share one
 * second, and moved forward, so that a session expires without anyone waiting.
 */
export type Clock = {
  readonly nowSeconds: () => number;
  /** Stops the stamps at the present second (`true`) or lets them run again (`false`). */
  readonly setFrozen: (frozen: { readonly frozen: boolean }) => void;
  readonly isFrozen: () => boolean;
  readonly advance: (step: { readonly seconds: number }) => void;
};

/** @param nowMs the real time in milliseconds since 1970. */
export function createClock(nowMs: () => number): Clock {
  let offsetSeconds = 0;
  let frozenSecond: number | null = null;
  const runningSecond = () => Math.floor(nowMs() / 1000) + offsetSeconds;
  return {
    nowSeconds: () => frozenSecond ?? runningSecond(),
    setFrozen: ({ frozen }) => {
      frozenSecond = frozen ? (frozenSecond ?? runningSecond()) : null;
    },
    isFrozen: () => frozenSecond !== null,
    advance: ({ seconds }) => {
      offsetSeconds += seconds;
      if (frozenSecond !== null) frozenSecond += seconds;
    },
  };
}
