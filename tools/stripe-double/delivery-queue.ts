import { createIdleSignal } from './idle-signal.ts';

/** Work that waits for its time and is done a bounded number at once. */
export type DeliveryQueue<Item> = {
  readonly add: (entry: { readonly item: Item; readonly delayMs: number }) => void;
  /** Makes everything that waits due now. */
  readonly hurry: () => void;
  /** Resolves when nothing waits or runs; rejects after `timeoutMs`. */
  readonly whenIdle: (limit: { readonly timeoutMs: number }) => Promise<void>;
  /** Deliveries waiting or running. */
  readonly size: () => number;
  /** Forgets what waits, and what is running too: it ends, and nobody counts it any more. */
  readonly clear: () => void;
};

type Entry<Item> = { readonly item: Item; dueAtMs: number };

/**
 * @param work does one item; it must not reject, and whatever it adds for later it adds before it resolves, so
 *   that the queue is never taken for idle in between. Once the queue was cleared `isWanted` is false, and it adds none.
 * @param choose which of the due entries goes next, given how many there are.
 */
export function createDeliveryQueue<Item>(options: {
  readonly concurrency: number;
  readonly work: (item: Item, isWanted: () => boolean) => Promise<void>;
  readonly choose: (count: number) => number;
}): DeliveryQueue<Item> {
  const { concurrency, work, choose } = options;
  const idle = createIdleSignal();
  let waiting: Entry<Item>[] = [];
  let running = 0;
  let clearings = 0;
  let wakeUp: NodeJS.Timeout | undefined;
  const size = () => waiting.length + running;

  function takeDue(): Entry<Item> | undefined {
    const nowMs = Date.now();
    const due = waiting.filter(entry => entry.dueAtMs <= nowMs);
    const chosen = due[choose(due.length)];
    if (chosen !== undefined) waiting.splice(waiting.indexOf(chosen), 1);
    return chosen;
  }

  function start(entry: Entry<Item>): void {
    running += 1;
    const startedIn = clearings;
    const isWanted = () => startedIn === clearings;
    void work(entry.item, isWanted).finally(() => {
      if (!isWanted()) return;
      running -= 1;
      pump();
    });
  }

  function pump(): void {
    clearTimeout(wakeUp);
    while (running < concurrency) {
      const entry = takeDue();
      if (entry === undefined) break;
      start(entry);
    }
    if (size() === 0) idle.announce();
    else if (running < concurrency) wakeUp = wakeAtNext(waiting, pump);
  }

  return {
    add: ({ item, delayMs }) => {
      waiting.push({ item, dueAtMs: Date.now() + delayMs });
      // Not at once: whoever adds is still in the middle of changing what the delivery will tell.
      clearTimeout(wakeUp);
      wakeUp = setTimeout(pump, 0);
    },
    hurry: () => {
      for (const entry of waiting) entry.dueAtMs = 0;
      pump();
    },
    whenIdle: async ({ timeoutMs }) => {
      const describe = () => `${size()} deliveries still under way`;
      if (size() > 0) await idle.wait({ timeoutMs, describe });
    },
    size,
    clear: () => {
      waiting = [];
      running = 0;
      clearings += 1;
      pump();
    },
  };
}

/** A timer for the first of the waiting entries to come due, if any waits. */
function wakeAtNext<Item>(waiting: readonly Entry<Item>[], pump: () => void): NodeJS.Timeout | undefined {
  if (waiting.length === 0) return undefined;
  const nextDueMs = waiting.reduce(
    (least, entry) => Math.min(least, entry.dueAtMs),
    Number.POSITIVE_INFINITY,
  );
  return setTimeout(pump, Math.max(0, nextDueMs - Date.now()));
}
