import { setTimeout as sleep } from 'node:timers/promises';
import type { Marks } from '../marks.ts';
import { setDelivery } from './delivery.ts';
import { type Deed, type PlannedDeed, sentenceOn } from './plan.ts';
import type { UnquietStack } from './stack.ts';

export type Played = {
  /** How often each kind of thing was done. */
  readonly counts: Readonly<Record<Deed['kind'], number>>;
  /** Kills that found no instance up. */
  readonly skipped: number;
};

type Playing = {
  readonly stack: UnquietStack;
  readonly marks: Marks;
  readonly seed: number;
  readonly signal: AbortSignal;
};

/** Does what is planned, each at its time from now on, and marks it; in the end nothing is disturbed any more. */
export async function playFaults(
  input: Playing & { readonly plan: readonly PlannedDeed[]; readonly durationMs: number },
): Promise<Played> {
  const { stack, marks, plan, durationMs, signal } = input;
  const counts = { kill: 0, pause: 0, wire: 0, delivery: 0 };
  let skipped = 0;
  const startedAtMs = performance.now();
  const until = async (atMs: number) => {
    const leftMs = startedAtMs + atMs - performance.now();
    if (leftMs > 0) await sleep(leftMs, undefined, { signal }).catch(() => undefined);
  };
  const pauses: Promise<void>[] = [];
  try {
    for (const [index, { atMs, deed }] of plan.entries()) {
      await until(atMs);
      if (signal.aborted) break;
      const isDone = await carryOut({ ...input, deed, turn: index, pauses });
      if (isDone) counts[deed.kind] += 1;
      else skipped += 1;
      if (isDone) marks.add(sentenceOn(deed));
    }
    await until(durationMs);
  } finally {
    await Promise.all(pauses);
    await calm(stack);
    marks.add('end of the faults');
  }
  return { counts, skipped };
}

/** @returns false where there was nothing to do it to */
async function carryOut(
  input: Playing & { readonly deed: Deed; readonly turn: number; readonly pauses: Promise<void>[] },
): Promise<boolean> {
  const { stack, deed, turn, seed, signal, pauses } = input;
  switch (deed.kind) {
    case 'kill':
      return stack.instances.kill(deed.instance);
    case 'pause':
      // Other things go on meanwhile.
      pauses.push(stack.firestore.pause({ forMs: deed.forMs, signal }));
      return true;
    case 'wire':
      stack.proxy.setWire({ wire: deed.wire, seed: seed + turn });
      return true;
    case 'delivery':
      await setDelivery({ stripe: stack.target.stripe.control, delivery: deed.delivery });
      return true;
  }
}

async function calm({ firestore, proxy, target }: UnquietStack): Promise<void> {
  firestore.release();
  proxy.clear();
  await setDelivery({ stripe: target.stripe.control, delivery: 'plain' });
}
