import type { Clock } from '../platform/clock.ts';
import { refused } from '../platform/refusal.ts';
import {
  type Delays,
  exhaustedDelays,
  fullJitterDelayMs,
  profiles,
  type RetryBudget,
  type RetryDeps,
} from '../platform/retry/index.ts';
import type { Committer, RoundResult } from './committer.ts';
import { classifyFailure, type LaneFailure, leavesNewDocumentsNew } from './failure.ts';
import type { LaneEvent, LaneMetrics } from './metrics.ts';
import { type CommitBounds, type Plan, planCommit } from './plan.ts';
import type { Snapshot } from './snapshot.ts';
import type { Waiter } from './waiter.ts';

export interface LaneBounds extends CommitBounds {
  /** Commands that share one commit at most. */
  readonly maxCommands: number;
  /** Commands that may wait for one aggregate in this process; one more is told OVERLOADED at once. */
  readonly maxQueue: number;
}

export interface LaneContext {
  readonly committer: Committer;
  readonly clock: Clock;
  readonly bounds: LaneBounds;
  readonly budget: RetryBudget;
  readonly metrics: LaneMetrics;
  readonly timing: RetryDeps;
}

/** After this many conflicts in a row the round takes locks, so that somebody always gets through. */
const CONFLICTS_BEFORE_LOCKING = 3;

/**
 * One aggregate's queue in this process, with at most one commit in flight. All that wait are decided together
 * and land together; whatever comes meanwhile shares the next commit.
 */
export class Lane {
  readonly #context: LaneContext;
  #queue: Waiter[] = [];
  #failuresInARow = 0;
  #conflictsInARow = 0;
  #tookLocks = false;
  /** What the commit before this round was to create, if it failed for another reason: not read again. */
  #assumedAbsent: ReadonlySet<string> = new Set();
  /** Whether a document that only its own commit can create may be taken for absent. */
  #trustsFresh = true;

  constructor(context: LaneContext) {
    this.#context = context;
  }

  enqueue(waiter: Waiter): void {
    if (this.#queue.length < this.#context.bounds.maxQueue) this.#queue.push(waiter);
    else waiter.fail(refused('OVERLOADED'));
  }

  /**
   * Works until nobody waits, then calls `onEmpty` in that very step, so that no command can slip into a lane
   * that nobody drains. Never rejects: every failure is some caller's answer.
   */
  async drain(onEmpty: () => void): Promise<void> {
    // Callers of the same moment join before the first look.
    await Promise.resolve();
    for (let batch = this.#take(); batch.length > 0; batch = this.#take()) {
      const result = await this.#round(batch);
      this.#settle({ batch, result });
      if (result.error === undefined) this.#recordSuccess();
      else await this.#recover({ batch, result });
    }
    onEmpty();
  }

  #take(): readonly Waiter[] {
    this.#queue = this.#queue.filter(waiter => !waiter.isSettled);
    let room = this.#context.bounds.maxCommands;
    const end = this.#queue.findIndex((waiter, index) => {
      room = Math.min(room, waiter.maxShared);
      return index >= room;
    });
    return this.#queue.splice(0, end === -1 ? this.#queue.length : end);
  }

  async #round(batch: readonly Waiter[]): Promise<RoundResult<Plan<Waiter>>> {
    const { committer, clock, bounds } = this.#context;
    const mustLock =
      this.#conflictsInARow >= CONFLICTS_BEFORE_LOCKING ||
      batch.some(({ command }) => command.loads.some(({ role }) => role === 'guarded'));
    const assumedAbsent = this.#assumedAbsent;
    const { paths, unread } = this.#pathsOf(batch);
    this.#tookLocks = mustLock;
    this.#count({ batch, event: 'documentsRead', by: paths.length });
    this.#count({ batch, event: mustLock ? 'transactions' : 'commits' });
    const plan = (read: readonly Snapshot[]) =>
      planCommit({
        waiting: batch,
        snapshots: [...read, ...unread.map(absent)],
        assumedAbsent,
        now: clock.now(),
        bounds,
      });
    return mustLock ? committer.locking({ paths, plan }) : committer.optimistic({ paths, plan });
  }

  /** What to read for the batch. Fresh documents are taken for absent, unless a conflict casts doubt on it. */
  #pathsOf(batch: readonly Waiter[]): { paths: readonly string[]; unread: readonly string[] } {
    const paths = new Set<string>();
    const unread = new Set<string>();
    for (const { command } of batch) {
      if (command.receipt !== 'state') paths.add(command.receipt.doc.path);
      for (const { doc, role } of command.loads)
        (role === 'fresh' && this.#trustsFresh ? unread : paths).add(doc.path);
    }
    for (const path of this.#assumedAbsent) if (paths.delete(path)) unread.add(path);
    for (const path of paths) unread.delete(path);
    return { paths: [...paths], unread: [...unread] };
  }

  /** Tells every caller whose verdict is true by now; after a failed commit that is only who waited for none of it. */
  #settle({ batch, result }: { batch: readonly Waiter[]; result: RoundResult<Plan<Waiter>> }): void {
    const { plan, error } = result;
    if (plan === undefined) return;
    for (const { command: waiter, verdict, isFinal } of plan.settlements) {
      if (error === undefined || isFinal) waiter.settle(verdict);
    }
    if (error !== undefined) return;
    this.#queue.unshift(...plan.leftOver);
    this.#count({ batch, event: 'documentsWritten', by: plan.writes.length });
  }

  #recordSuccess(): void {
    this.#failuresInARow = 0;
    this.#conflictsInARow = 0;
    this.#assumedAbsent = new Set();
    this.#trustsFresh = true;
  }

  async #recover({
    batch,
    result: { plan, error },
  }: {
    batch: readonly Waiter[];
    result: RoundResult<Plan<Waiter>>;
  }): Promise<void> {
    const unsettled = batch.filter(waiter => !waiter.isSettled);
    const failure = classifyFailure(error);
    this.#trustsFresh = leavesNewDocumentsNew(error) && this.#trustsFresh;
    this.#assumedAbsent = leavesNewDocumentsNew(error) ? pathsCreatedBy(plan) : new Set();
    if (failure === 'permanent') return this.#isolate({ batch, unsettled, error });
    this.#conflictsInARow = failure === 'conflict' ? this.#conflictsInARow + 1 : 0;
    this.#failuresInARow += 1;
    this.#count({ batch, event: failure === 'conflict' ? 'conflicts' : 'unknownOutcomes' });
    if (failure === 'unknownOutcome' && plan !== undefined) rememberDoubt(plan);
    // Conflicts mean that others make progress; only a failing backend must be spared.
    if (failure !== 'conflict' && !this.#context.budget.tryWithdraw()) {
      this.#count({ batch, event: 'giveUps', by: unsettled.length });
      for (const waiter of unsettled) waiter.fail(refused('UNAVAILABLE', { cause: error }));
      return;
    }
    this.#count({ batch, event: 'retries' });
    this.#queue.unshift(...unsettled);
    await this.#backOff(failure);
  }

  /** One bad command among many must not take the others down: they go on in halves, until it stands alone. */
  #isolate({
    batch,
    unsettled,
    error,
  }: {
    batch: readonly Waiter[];
    unsettled: readonly Waiter[];
    error: unknown;
  }): void {
    if (batch.length === 1) {
      for (const only of unsettled) only.fail(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    this.#count({ batch, event: 'isolations' });
    for (const waiter of unsettled) waiter.maxShared = Math.ceil(batch.length / 2);
    this.#queue.unshift(...unsettled);
  }

  async #backOff(failure: LaneFailure): Promise<void> {
    const { timing } = this.#context;
    const delayMs = fullJitterDelayMs({
      attempt: this.#failuresInARow,
      profile: this.#delaysAfter(failure),
      random: timing.random,
    });
    await timing.sleep(delayMs, new AbortController().signal);
  }

  #delaysAfter(failure: LaneFailure): Delays {
    if (failure === 'exhausted') return exhaustedDelays;
    // Two that lock the same documents hold each other up for seconds: to come back apart matters more than soon.
    return this.#tookLocks ? profiles.network : profiles.contention;
  }

  #count({ batch, event, by = 1 }: { batch: readonly Waiter[]; event: LaneEvent; by?: number }): void {
    const operation = batch[0]?.command.operation;
    if (operation !== undefined) this.#context.metrics.count({ operation, event, by });
  }
}

function rememberDoubt({ settlements, writes }: Plan<Waiter>): void {
  if (writes.length === 0) return;
  for (const { command: waiter, verdict } of settlements) {
    if (verdict.kind === 'applied') waiter.doubts.push(writes);
  }
}

const pathsCreatedBy = (plan: Plan<Waiter> | undefined): ReadonlySet<string> =>
  new Set(plan?.writes.flatMap(({ kind, path }) => (kind === 'create' ? path : [])));

const absent = (path: string): Snapshot => ({ path, data: undefined, version: undefined });
