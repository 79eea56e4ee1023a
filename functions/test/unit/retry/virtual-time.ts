import { RetryBudget, type RetryDeps } from '../../../src/platform/retry/index.ts';

export type VirtualTime = {
  readonly deps: RetryDeps;
  /** Every wait so far, in milliseconds. */
  readonly sleptMs: number[];
  readonly nowMs: () => number;
  /** Lets time pass, as an attempt that takes long does. */
  readonly advance: (elapsedMs: number) => void;
};

/** A clock that only moves when something waits, so a test of minutes runs in no time. */
export function virtualTime(input: { random?: () => number } = {}): VirtualTime {
  let nowMs = 1_000;
  const sleptMs: number[] = [];
  return {
    sleptMs,
    nowMs: () => nowMs,
    advance: elapsedMs => {
      nowMs += elapsedMs;
    },
    deps: {
      now: () => nowMs,
      random: input.random ?? (() => 0.5),
      sleep: async delayMs => {
        sleptMs.push(delayMs);
        nowMs += delayMs;
      },
    },
  };
}

/** A budget that never stops a test that is about something else. */
export function ampleBudget(): RetryBudget {
  return new RetryBudget({ reserve: 1_000_000 });
}

/** What an SDK throws: an Error with its own fields. */
export function failure(fields: Readonly<Record<string, unknown>>): Error {
  const { message, name, ...others } = fields;
  const error = new Error(typeof message === 'string' ? message : 'test failure');
  if (typeof name === 'string') error.name = name;
  return Object.assign(error, others);
}

export const unavailable = (): Error => failure({ code: 14 });
export const permissionDenied = (): Error => failure({ code: 7 });
