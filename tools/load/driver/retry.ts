import type { TryResult } from './try-result.ts';

export type RetryLimits = {
  readonly firstDelayMs: number;
  readonly maximumDelayMs: number;
  /** After so long the intent is given up: its caller has closed the page. */
  readonly giveUpAfterMs: number;
};

export const patience: RetryLimits = { firstDelayMs: 50, maximumDelayMs: 2_000, giveUpAfterMs: 120_000 };

export type NextStep =
  | { readonly kind: 'stop' }
  | {
      readonly kind: 'retry';
      readonly delayMs: number;
      /** An instance that gave no answer may be gone. */ readonly where: 'anywhere' | 'elsewhere';
    };

/**
 * What a client does after a try: the server's word decides, and where there was none it tries again, under the same
 * id, since nothing happens twice. Delays grow and have full jitter: clients that met the same trouble come back apart.
 */
export function afterTry(input: {
  readonly result: TryResult;
  /** Made so far, this one included. */
  readonly tries: number;
  readonly elapsedMs: number;
  readonly limits: RetryLimits;
  /** From 0 up to 1. */
  readonly random: () => number;
}): NextStep {
  const { result, tries, elapsedMs, limits, random } = input;
  if (result.kind === 'answered') return { kind: 'stop' };
  if (result.kind === 'refused' && !result.retryable) return { kind: 'stop' };
  const ceilingMs = Math.min(limits.maximumDelayMs, limits.firstDelayMs * 2 ** (tries - 1));
  const delayMs = random() * ceilingMs;
  if (elapsedMs + delayMs >= limits.giveUpAfterMs) return { kind: 'stop' };
  return { kind: 'retry', delayMs, where: result.kind === 'noAnswer' ? 'elsewhere' : 'anywhere' };
}
