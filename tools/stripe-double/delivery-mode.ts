import type { Random } from './random.ts';

/** How badly the double delivers; everything is off at the start. */
export type DeliveryMode = {
  /** Extra copies of each event: 2 delivers everything three times. */
  readonly duplicates: number;
  /** Each copy waits a random time up to `shuffleWindowMs`, and what is due goes out in random order. */
  readonly shuffle: boolean;
  readonly shuffleWindowMs: number;
  /** Every delivery waits this long. */
  readonly delayMs: number;
  /** Every n-th event is never sent; 0 loses none. */
  readonly loseEvery: number;
  /** The next n events are never sent; counts down. */
  readonly loseNext: number;
  /** Nothing is sent until `release`. */
  readonly hold: boolean;
};

export const PLAIN_DELIVERY: DeliveryMode = {
  duplicates: 0,
  shuffle: false,
  shuffleWindowMs: 100,
  delayMs: 0,
  loseEvery: 0,
  loseNext: 0,
  hold: false,
};

/** What becomes of one event: kept back, never sent, or sent in copies after these waits. */
export type DeliveryPlan =
  | { readonly kind: 'withhold' }
  | { readonly kind: 'lose' }
  | { readonly kind: 'send'; readonly delaysMs: readonly number[] };

/** @param sequence the event's number since `loseEvery` was set, from 1. */
export function planDelivery(
  mode: DeliveryMode,
  event: { readonly sequence: number; readonly random: Random },
): DeliveryPlan {
  const { sequence, random } = event;
  if (mode.hold) return { kind: 'withhold' };
  if (mode.loseNext > 0) return { kind: 'lose' };
  if (mode.loseEvery > 0 && sequence % mode.loseEvery === 0) return { kind: 'lose' };
  return { kind: 'send', delaysMs: copyDelays(mode, random) };
}

/** The wait of each copy of an event, in milliseconds. */
export function copyDelays(mode: DeliveryMode, random: Random): number[] {
  const jitterMs = () => (mode.shuffle ? Math.floor(random() * mode.shuffleWindowMs) : 0);
  return Array.from({ length: mode.duplicates + 1 }, () => mode.delayMs + jitterMs());
}
