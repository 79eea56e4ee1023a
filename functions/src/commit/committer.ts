import { fullJitterDelayMs, profiles, RetryBudget, type RetryDeps } from '../platform/retry/index.ts';
import { classifyFailure } from './failure.ts';
import type { PendingWrite } from './overlay.ts';
import type { CoalescingReader } from './reader.ts';
import type { Snapshot } from './snapshot.ts';
import type { LaneWire, TransactionId } from './wire/lane-wire.ts';

/** A commit's plan, or nothing to write. */
interface Planned {
  readonly writes: readonly PendingWrite[];
}

export interface RoundInput<P extends Planned> {
  readonly paths: readonly string[];
  /** Pure; in a transaction it runs on the locked documents. */
  plan(snapshots: readonly Snapshot[]): P;
}

/** What became of a round. With `error` the plan's writes may or may not have landed. */
export interface RoundResult<P extends Planned> {
  plan: P | undefined;
  readonly error: unknown;
}

/** Firestore itself ends an idle transaction about then. */
const LOCKS_EXPIRE_MS = 60_000;

/**
 * Loads, plans and commits once, without any retry of its own.
 * `optimistic`: every write carries the version it was decided on. `locking`: what is only read is held too,
 * by a transaction, until the commit.
 */
export class Committer {
  readonly #wire: LaneWire;
  readonly #reader: CoalescingReader;
  readonly #timing: RetryDeps;
  /** Of their own: few rollbacks ever fail, but one given up in an outage keeps all writers out after it. */
  readonly #rollbackBudget = new RetryBudget({ reserve: 100 });
  readonly #rollbacks = new Set<Promise<void>>();

  constructor({ wire, reader, timing }: { wire: LaneWire; reader: CoalescingReader; timing: RetryDeps }) {
    this.#wire = wire;
    this.#reader = reader;
    this.#timing = timing;
  }

  async optimistic<P extends Planned>(input: RoundInput<P>): Promise<RoundResult<P>> {
    let plan: P | undefined;
    try {
      plan = input.plan(input.paths.length === 0 ? [] : await this.#reader.load(input.paths));
      if (plan.writes.length > 0) await this.#wire.commit({ writes: plan.writes });
      return { plan, error: undefined };
    } catch (error) {
      return { plan, error };
    }
  }

  async locking<P extends Planned>(input: RoundInput<P>): Promise<RoundResult<P>> {
    let plan: P | undefined;
    let open: TransactionId | undefined;
    try {
      open = await this.#wire.begin();
      plan = input.plan(
        input.paths.length === 0 ? [] : await this.#wire.read({ paths: input.paths, transaction: open }),
      );
      if (plan.writes.length > 0) {
        await this.#wire.commit({ writes: plan.writes, transaction: open });
        open = undefined;
      }
      return { plan, error: undefined };
    } catch (error) {
      return { plan, error };
    } finally {
      if (open !== undefined) this.#letGo(open);
    }
  }

  /** Resolves when no lock of a failed transaction is left behind, or Firestore has ended it by itself. */
  async released(): Promise<void> {
    await Promise.all(this.#rollbacks);
  }

  /** Nobody waits for it, but it is tried until it is done: the locks keep every other writer out. */
  #letGo(transaction: TransactionId): void {
    const rollback = this.#rollBack(transaction).finally(() => this.#rollbacks.delete(rollback));
    this.#rollbacks.add(rollback);
  }

  async #rollBack(transaction: TransactionId): Promise<void> {
    const { now, random, sleep } = this.#timing;
    const expiresAt = now() + LOCKS_EXPIRE_MS;
    for (let attempt = 1; now() < expiresAt; attempt += 1) {
      try {
        return await this.#wire.rollback(transaction);
      } catch (error) {
        if (classifyFailure(error) === 'permanent' || !this.#rollbackBudget.tryWithdraw()) return;
        await sleep(fullJitterDelayMs({ attempt, profile: profiles.network, random }));
      }
    }
  }
}
