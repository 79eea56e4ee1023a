import type { Random } from '../../stripe-double/random.ts';
import { seededRandom } from '../../stripe-double/random.ts';

/** How rough the network between functions and Firestore is. */
export type Wire = 'quiet' | 'rough' | 'storm';

/** How badly Stripe delivers. */
export type Delivery = 'plain' | 'duplicated' | 'reordered' | 'withheld' | 'lost';

/** One thing done to the system. */
export type Deed =
  | { readonly kind: 'kill'; readonly instance: number }
  | { readonly kind: 'pause'; readonly forMs: number }
  | { readonly kind: 'wire'; readonly wire: Wire }
  | { readonly kind: 'delivery'; readonly delivery: Delivery };

export type PlannedDeed = { readonly atMs: number; readonly deed: Deed };

type Kind = Deed['kind'];

/** Between two of a kind: at least, and at most. */
const intervals: Readonly<Record<Kind, readonly [number, number]>> = {
  kill: [4_000, 8_000],
  pause: [9_000, 17_000],
  wire: [3_000, 7_000],
  delivery: [4_000, 8_000],
};

const kinds: readonly Kind[] = ['kill', 'pause', 'wire', 'delivery'];

export const LONGEST_PAUSE_MS = 3_000;

/** Bounds a plan whatever the duration. */
const MAX_DEEDS = 5_000;

function between([least, most]: readonly [number, number], random: Random): number {
  return Math.round(least + random() * (most - least));
}

/** One after the other in random order, all of them before any comes again: a short run meets many. */
function turnsOf<T>(items: readonly [T, ...T[]], random: Random): () => T {
  let left: T[] = [];
  return () => {
    if (left.length === 0) left = [...items];
    const [taken = items[0]] = left.splice(Math.floor(random() * left.length), 1);
    return taken;
  };
}

/** What is done of one kind, time after time. */
function deedsOf(input: { kind: Kind; instances: number; random: Random }): () => Deed {
  const { kind, instances, random } = input;
  switch (kind) {
    case 'kill':
      return () => ({ kind, instance: Math.floor(random() * instances) });
    case 'pause':
      return () => ({ kind, forMs: between([1_000, LONGEST_PAUSE_MS], random) });
    case 'wire': {
      const next = turnsOf<Wire>(['rough', 'storm', 'quiet'], random);
      return () => ({ kind, wire: next() });
    }
    case 'delivery': {
      const next = turnsOf<Delivery>(['duplicated', 'reordered', 'withheld', 'lost', 'plain'], random);
      return () => ({ kind, delivery: next() });
    }
  }
}

/**
 * What is done when, decided before anything runs: the same for the same seed. Each kind has a rhythm of its own, so
 * that all of them meet in every way.
 */
export function planFaults(input: {
  readonly seed: number;
  readonly durationMs: number;
  readonly instances: number;
}): readonly PlannedDeed[] {
  const { seed, durationMs, instances } = input;
  const planned = kinds.flatMap((kind, index) => {
    const random = seededRandom(seed * kinds.length + index);
    const next = deedsOf({ kind, instances, random });
    const deeds: PlannedDeed[] = [];
    let atMs = Math.round(between(intervals[kind], random) / 2);
    while (atMs < durationMs && deeds.length < MAX_DEEDS) {
      const deed = next();
      // A pause ends before the faults do.
      if (deed.kind !== 'pause' || atMs + deed.forMs < durationMs) deeds.push({ atMs, deed });
      atMs += between(intervals[kind], random);
    }
    return deeds;
  });
  return planned.toSorted((one, other) => one.atMs - other.atMs);
}

const wires: Readonly<Record<Wire, string>> = {
  quiet: 'no answers of Firestore are lost',
  rough: 'answers of Firestore are lost after commits, now and then',
  storm: 'answers of Firestore are lost after many commits',
};

const deliveries: Readonly<Record<Delivery, string>> = {
  plain: 'webhooks are delivered once, in order',
  duplicated: 'every webhook is delivered three times',
  reordered: 'webhooks are delivered in random order',
  withheld: 'webhooks are withheld',
  lost: 'every third webhook is never sent',
};

/** For the timeline and for people. */
export function sentenceOn(deed: Deed): string {
  switch (deed.kind) {
    case 'kill':
      return `instance ${deed.instance + 1} is killed`;
    case 'pause':
      return `Firestore is paused for ${(deed.forMs / 1_000).toFixed(1)} s`;
    case 'wire':
      return wires[deed.wire];
    case 'delivery':
      return deliveries[deed.delivery];
  }
}
