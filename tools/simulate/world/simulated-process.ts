import { LaneMetrics } from '../../../functions/src/commit/index.ts';
import { RPC_TIMEOUT_MS } from '../../../functions/src/platform/firestore.ts';
import { RetryBudget } from '../../../functions/src/platform/retry/index.ts';
import type { Instance } from '../hosted/hosting.ts';
import type { MemoryFirestore } from '../memory/memory-firestore.ts';
import { memoryWire } from '../memory/memory-wire.ts';
import type { Network } from '../memory/network.ts';
import { WatchedLanes, type Watching } from './watched-lanes.ts';

/** The product's budget, that also counts what was taken out of it. */
class CountedBudget extends RetryBudget {
  withdrawn = 0;

  override tryWithdraw(): boolean {
    const isAllowed = super.tryWithdraw();
    if (isAllowed) this.withdrawn += 1;
    return isAllowed;
  }
}

/** One instance of the product, with lanes of its own over the database that all share. */
export class SimulatedProcess implements Instance {
  readonly name: string;
  readonly lanes: WatchedLanes;
  readonly metrics = new LaneMetrics();
  readonly budget = new CountedBudget();
  readonly bornAtMs: number;
  skewMs: number;
  isAlive = true;
  readonly #onDeath = new Set<() => void>();

  constructor(input: {
    name: string;
    skewMs: number;
    store: MemoryFirestore;
    network: Network;
    watching: Watching;
  }) {
    const { name, skewMs, store, network, watching } = input;
    this.name = name;
    this.skewMs = skewMs;
    this.bornAtMs = watching.now();
    const wire = memoryWire({
      store,
      send: rpc => network.send({ rpc, isHeard: () => this.isAlive }),
    });
    this.lanes = new WatchedLanes({
      wire,
      watching,
      metrics: this.metrics,
      budget: this.budget,
      rpcTimeoutMs: RPC_TIMEOUT_MS,
      clock: { now: () => new Date(watching.now() + this.skewMs) },
    });
  }

  /** Everything it was about to do stops; what it sent may land yet. */
  die(): void {
    this.isAlive = false;
    for (const tell of this.#onDeath) tell();
    this.#onDeath.clear();
  }

  /** @returns no longer wants to know */
  whenDead(tell: () => void): () => void {
    this.#onDeath.add(tell);
    return () => void this.#onDeath.delete(tell);
  }
}
