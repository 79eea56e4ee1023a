import type { Delays } from './profiles.ts';

export type JitterName = 'full' | 'tenPercent';

export type DelayInput = {
  /** The number of the attempt that failed, from 1. */
  readonly attempt: number;
  readonly profile: Delays;
  /** Uniform in [0, 1). */
  readonly random: () => number;
};

/** The delay before jitter in milliseconds: doubled per attempt, capped. */
export function backoffMs(input: Omit<DelayInput, 'random'>): number {
  const { initialDelayMs, maxDelayMs } = input.profile;
  return Math.min(maxDelayMs, initialDelayMs * 2 ** (input.attempt - 1));
}

/** Anywhere between the profile's minimum and the backoff: callers that failed together do not return together. */
export function fullJitterDelayMs(input: DelayInput): number {
  const ceilingMs = backoffMs(input);
  const floorMs = Math.min(input.profile.minDelayMs, ceilingMs);
  return floorMs + input.random() * (ceilingMs - floorMs);
}

/** The backoff ±10 %: predictable, for calls that few make at once. */
export function plusMinusTenPercent(input: DelayInput): number {
  return backoffMs(input) * (0.9 + input.random() * 0.2);
}

export function jitteredDelayMs(input: DelayInput & { readonly jitter: JitterName }): number {
  switch (input.jitter) {
    case 'full':
      return fullJitterDelayMs(input);
    case 'tenPercent':
      return plusMinusTenPercent(input);
  }
}
