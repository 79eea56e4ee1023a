import { createHash } from 'node:crypto';
import type { Fault, FaultAction, FaultedCall, FaultTiming } from './fault.ts';

export type PlannedFault = {
  /** How many calls it has hit so far, those among them that upstream then refused by itself. */
  readonly firedCount: () => number;
};

/**
 * Faults in the order they were planned. Every fault counts each call it matches; the first that is due acts,
 * alone. The same calls in the same order meet the same faults.
 */
export class FaultSchedule {
  #entries: ScheduledFault[] = [];

  add(fault: Fault): PlannedFault {
    const entry = new ScheduledFault(fault);
    this.#entries.push(entry);
    return { firedCount: () => entry.firedCount };
  }

  clear(): void {
    this.#entries = [];
  }

  /** What is to happen to this call; undefined: nothing. */
  actionFor(call: FaultedCall): FaultAction | undefined {
    // All of them look at the call before one is chosen, so that each keeps its own count right.
    const due = this.#entries.filter(entry => entry.isDueFor(call));
    const chosen = due[0];
    if (chosen === undefined) return undefined;
    chosen.firedCount += 1;
    return chosen.fault.action;
  }
}

class ScheduledFault {
  readonly fault: Fault;
  firedCount = 0;
  #matchedCount = 0;

  constructor(fault: Fault) {
    this.fault = fault;
  }

  isDueFor(call: FaultedCall): boolean {
    const { methods, where, timing } = this.fault;
    if (methods !== undefined && !methods.includes(call.method)) return false;
    if (where !== undefined && !where(call)) return false;
    this.#matchedCount += 1;
    return isDue({ timing: timing ?? { kind: 'next', calls: 1 }, matchedCount: this.#matchedCount });
  }
}

function isDue(input: { timing: FaultTiming; matchedCount: number }): boolean {
  const { timing, matchedCount } = input;
  switch (timing.kind) {
    case 'next':
      return matchedCount <= timing.calls;
    case 'nth':
      return matchedCount === timing.call;
    case 'every':
      return true;
    case 'share':
      return uniformFrom({ seed: timing.seed, index: matchedCount }) < timing.share;
  }
}

/** Uniform in [0, 1), fixed by seed and index: a failing schedule can be run again from its seed. */
function uniformFrom(input: { seed: number; index: number }): number {
  const digest = createHash('sha256').update(`${input.seed}:${input.index}`).digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}
