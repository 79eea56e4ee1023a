/** How long to wait before attempt n + 1: `initialDelayMs`, doubled after every further failure up to the cap. */
export type RetryProfile = {
  readonly initialDelayMs: number;
  readonly maxDelayMs: number;
  /** Jitter never goes below this. Zero spreads best; a server over its limit needs more. */
  readonly minDelayMs: number;
  readonly maxAttempts: number;
};

export type ProfileName = keyof typeof profiles;

export const profiles = {
  /** Somebody else wrote the same document: 10 → 20 → 40 → 80 → 160 ms. */
  contention: { initialDelayMs: 10, maxDelayMs: 1_000, minDelayMs: 0, maxAttempts: 6 },
  /** A connection or a server failed: 100 → 200 → 400 ms. */
  network: { initialDelayMs: 100, maxDelayMs: 5_000, minDelayMs: 0, maxAttempts: 4 },
} as const satisfies Record<string, RetryProfile>;

/** Takes the place of the chosen profile's delays for RESOURCE_EXHAUSTED and 429: never under a second. */
export const exhaustedDelays = { initialDelayMs: 2_000, maxDelayMs: 10_000, minDelayMs: 1_000 } as const;

export type Delays = Pick<RetryProfile, 'initialDelayMs' | 'maxDelayMs' | 'minDelayMs'>;
