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
import {
  classifyFailure,
  type LaneFailure,
  leavesNewDocumentsNew,
  showsThatSomethingWasThere,
} from './failure.ts';
import type { LaneEvent, LaneMetrics } from './metrics.ts';
import { type CommitBounds, type Plan, planCommit, type Settlement } from './plan.ts';
import type { Snapshot } from './snapshot.ts';
import type { Waiter } from './waiter.ts';

export interface LaneBounds extends CommitBounds {
  /** Commands that share one commit at most. */
  readonly maxCommands: number;
  /** Commands that may wait for one aggregate in this process; one more is told OVERLOADED at once. */
  readonly maxQueue: number;
  /**
   * After so many conflicts in a row the round takes locks, so that somebody always gets through. Not too soon: two that
   * lock one document wait for each other until Firestore ends one of them (docs/decisions/0005).
   */
  readonly conflictsBeforeLocking: number;
}

export interface LaneContext {
  readonly committer: Committer;
  readonly clock: Clock;
  readonly bounds: LaneBounds;
  readonly budget: RetryBudget;
  readonly metrics: LaneMetrics;
  readonly timing: RetryDeps;
}

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
  #lastRoundMs = 0;

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
    for (let batch = this.#take(); batch.length > 0; batch = this.#take()) {
      const startedAtMs = this.#context.timing.now();
      const result = await this.#round(batch);
      this.#lastRoundMs = this.#context.timing.now() - startedAtMs;
      this.#settle({ batch, result });
      if (result.error === undefined) this.#recordSuccess();
      else await this.#recover({ batch, result });
      // The host's hooks keep every promise, and what it brought, until a full collection; a plan holds all that was
      // read. Measured with 1,000 enrollments at once: 1.06–1.19 of the bare webhook's pace with this, 0.97–1.14 without.
      result.plan = undefined;
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

  #round(batch: readonly Waiter[]): Promise<RoundResult<Plan<Waiter>>> {
    const { committer, clock, bounds } = this.#context;
    const mustLock =
      this.#conflictsInARow >= bounds.conflictsBeforeLocking || batch.some(({ needsLocks }) => needsLocks);
    const { read, taken, fresh } = loadsOf(batch);
    this.#tookLocks = mustLock;
    this.#count({ batch, event: 'documentsRead', by: read.size });
    this.#count({ batch, event: 'rounds' });
    const unread = [...taken, ...fresh].map(absent);
    const plan = (snapshots: readonly Snapshot[]) =>
      planCommit({
        waiting: batch,
        snapshots: [...snapshots, ...unread],
        takenForNew: taken,
        isLocked: mustLock,
        now: clock.now(),
        bounds,
      });
    const paths = [...read];
    return mustLock ? committer.locking({ paths, plan }) : committer.optimistic({ paths, plan });
  }

  /** Tells every caller whose verdict is true by now; after a failed commit that is only who waited for none of it. */
  #settle({ batch, result }: { batch: readonly Waiter[]; result: RoundResult<Plan<Waiter>> }): void {
    const { plan, error } = result;
    if (plan === undefined) return;
    for (const { command: waiter, verdict, isFinal } of plan.settlements) {
      if (error === undefined || isFinal) waiter.settle(verdict);
    }
    if (error !== undefined) return;
    this.#queue.unshift(...plan.unsure, ...plan.needLocks, ...plan.leftOver);
    // Their «no» rests on what was not read: the next round reads everything.
    for (const waiter of plan.unsure) waiter.trustsNew = false;
    for (const waiter of plan.needLocks) waiter.needsLocks = true;
    if (plan.writes.length === 0) return;
    this.#count({ batch, event: this.#tookLocks ? 'transactions' : 'commits' });
    this.#count({ batch, event: 'committed', by: plan.settlements.filter(isCommitted).length });
    this.#count({ batch, event: 'documentsWritten', by: plan.writes.length });
  }

  #recordSuccess(): void {
    this.#failuresInARow = 0;
    this.#conflictsInARow = 0;
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
    const hadTrust = unsettled.some(({ trustsNew }) => trustsNew);
    if (!leavesNewDocumentsNew(error)) for (const waiter of unsettled) waiter.trustsNew = false;
    if (hadTrust && showsThatSomethingWasThere(error)) {
      // A command of the batch came before. Nobody is in the way: look, and answer.
      this.#count({ batch, event: 'rereads' });
      this.#queue.unshift(...unsettled);
      return;
    }
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
    // Whoever lost together would come back together, well within the time that the next commit takes.
    const apartMs = failure === 'conflict' && !this.#tookLocks ? timing.random() * this.#lastRoundMs : 0;
    await timing.sleep(Math.max(delayMs, apartMs), new AbortController().signal);
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

/** Applied by the commit. What was decided before anything was to be written needed none. */
const isCommitted = ({ verdict, isFinal }: Settlement<Waiter>): boolean =>
  !isFinal && verdict.kind === 'applied' && !verdict.answer.replayed;

interface RoundLoads {
  readonly read: ReadonlySet<string>;
  /** Taken for absent unread; the commit that creates them proves it. */
  readonly taken: ReadonlySet<string>;
  /** Absent unread, since nobody else can create them. */
  readonly fresh: ReadonlySet<string>;
}

/**
 * What to read for a batch. A command comes for the first time, nearly always: so its receipt and what it expects
 * to be new are not read, until something hints at the contrary. In a burst they are nearly all there would be to read.
 */
function loadsOf(batch: readonly Waiter[]): RoundLoads {
  const [read, taken, fresh] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const placeOf = { expectedNew: taken, fresh, written: read, guarded: read, immutable: read };
  for (const { command, trustsNew } of batch) {
    if (command.receipt !== 'state') (trustsNew ? taken : read).add(command.receipt.doc.path);
    for (const { doc, role } of command.loads) (trustsNew ? placeOf[role] : read).add(doc.path);
  }
  for (const path of read) taken.delete(path);
  for (const path of [...read, ...taken]) fresh.delete(path);
  return { read, taken, fresh };
}

const absent = (path: string): Snapshot => ({ path, data: undefined, version: undefined });
