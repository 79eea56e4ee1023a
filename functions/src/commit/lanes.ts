import { type Clock, systemClock } from '../platform/clock.ts';
import { type FirestoreTarget, RPC_TIMEOUT_MS } from '../platform/firestore.ts';
import { leaveHostDomain } from '../platform/host-domain.ts';
import { RefusalError } from '../platform/refusal.ts';
import {
  type RetryBudget,
  type RetryDeps,
  sharedRetryBudget,
  systemRetryDeps,
} from '../platform/retry/index.ts';
import type { Applied, Command, JsonObject } from './command.ts';
import { Committer } from './committer.ts';
import { Lane, type LaneBounds, type LaneContext } from './lane.ts';
import { type LaneMetrics, laneMetrics } from './metrics.ts';
import { CoalescingReader } from './reader.ts';
import { Waiter } from './waiter.ts';
import { FirestoreWire } from './wire/firestore-wire.ts';
import type { LaneWire } from './wire/lane-wire.ts';

export interface LanesOptions {
  readonly target?: FirestoreTarget;
  /** In place of Firestore at `target`: the simulation's database in memory. */
  readonly wire?: LaneWire;
  readonly clock?: Clock;
  readonly bounds?: Partial<LaneBounds>;
  readonly budget?: RetryBudget;
  readonly metrics?: LaneMetrics;
  readonly timing?: RetryDeps;
  readonly rpcTimeoutMs?: number;
  readonly deadlineMs?: number;
  /** Called after each command's answer, a refusal too. */
  readonly onAnswered?: () => void;
}

/** Below what Firestore (10 MiB) and its emulator (4 MiB) take. */
const defaultBounds: LaneBounds = {
  maxCommands: 400,
  maxQueue: 5_000,
  conflictsBeforeLocking: 6,
  maxWrites: 1_600,
  maxBytes: 3.5 * 1024 * 1024,
};

/** Well under the 60 s that a function lives, and long enough for two lost answers. */
const DEFAULT_DEADLINE_MS = 10_000;

/** Every aggregate's lane in this process: the one door through which a document changes. */
export class Lanes {
  readonly #wire: LaneWire;
  readonly #lanes = new Map<string, Lane>();
  #becameIdle = Promise.withResolvers<void>();
  readonly #context: LaneContext;
  readonly #deadlineMs: number;
  readonly #onAnswered: (() => void) | undefined;

  constructor(options: LanesOptions = {}) {
    const timeoutMs = options.rpcTimeoutMs ?? RPC_TIMEOUT_MS;
    this.#wire = options.wire ?? new FirestoreWire({ target: options.target ?? {}, timeoutMs });
    const reader = new CoalescingReader(this.#wire, { maxInFlight: 4, maxDocuments: 400 });
    this.#deadlineMs = options.deadlineMs ?? DEFAULT_DEADLINE_MS;
    this.#onAnswered = options.onAnswered;
    const timing = options.timing ?? systemRetryDeps;
    this.#context = {
      committer: new Committer({ wire: this.#wire, reader, timing }),
      clock: options.clock ?? systemClock,
      bounds: { ...defaultBounds, ...options.bounds },
      budget: options.budget ?? sharedRetryBudget,
      metrics: options.metrics ?? laneMetrics,
      timing,
    };
  }

  /**
   * Applies the command once and answers truthfully, however often it is submitted.
   * @throws RefusalError the rule's refusal, REQUEST_ID_REUSED, OVERLOADED, TOOK_TOO_LONG or UNAVAILABLE;
   *   after the last two the outcome is unknown and submitting again converges
   */
  async submit<Outcome extends JsonObject>(command: Command<Outcome>): Promise<Applied<Outcome>> {
    const { operation } = command;
    const { metrics, budget } = this.#context;
    metrics.count({ operation, event: 'commands' });
    budget.deposit();
    const waiter = new Waiter({
      command,
      deadlineMs: command.deadlineMs ?? this.#deadlineMs,
      onDeadline: () => metrics.count({ operation, event: 'giveUps' }),
    });
    this.#enqueue(waiter);
    try {
      const answer = await waiter.answer;
      metrics.count({ operation, event: answer.replayed ? 'replayed' : 'applied' });
      return { outcome: command.outcomeSchema.parse(answer.outcome), replayed: answer.replayed };
    } catch (error) {
      if (error instanceof RefusalError) metrics.count({ operation, event: 'refused' });
      throw error;
    } finally {
      this.#onAnswered?.();
    }
  }

  /** Aggregates that a command waits for at this moment. */
  get openQueues(): number {
    return this.#lanes.size;
  }

  /** Resolves when every queue of this process is empty: for shutting down, and for tests. */
  async idle(): Promise<void> {
    while (this.#lanes.size > 0) await this.#becameIdle.promise;
  }

  /** Lets the process end: waits for the queues, lets go of all locks and closes the connection. */
  async close(): Promise<void> {
    await this.idle();
    await this.#context.committer.released();
    await this.#wire.close();
  }

  #enqueue(waiter: Waiter): void {
    const { aggregate } = waiter.command;
    const open = this.#lanes.get(aggregate);
    const lane = open ?? new Lane(this.#context);
    lane.enqueue(waiter);
    if (open !== undefined) return;
    this.#lanes.set(aggregate, lane);
    // Many callers' work: it must not belong to the request of the one who came first.
    leaveHostDomain();
    // A step later, so that callers of the same moment join before the first look.
    queueMicrotask(() => void lane.drain(() => this.#close(aggregate)));
  }

  #close(aggregate: string): void {
    this.#lanes.delete(aggregate);
    if (this.#lanes.size > 0) return;
    this.#becameIdle.resolve();
    this.#becameIdle = Promise.withResolvers();
  }
}
