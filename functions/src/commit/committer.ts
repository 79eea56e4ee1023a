import type { PendingWrite } from './overlay.ts';
import type { CoalescingReader } from './reader.ts';
import type { Snapshot } from './snapshot.ts';
import type { FirestoreWire } from './wire/firestore-wire.ts';

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
  readonly plan: P | undefined;
  readonly error: unknown;
}

/**
 * Loads, plans and commits once, without any retry of its own.
 * `optimistic`: every write carries the version it was decided on. `locking`: what is only read is held too,
 * by a transaction, until the commit.
 */
export class Committer {
  readonly #wire: FirestoreWire;
  readonly #reader: CoalescingReader;

  constructor({ wire, reader }: { wire: FirestoreWire; reader: CoalescingReader }) {
    this.#wire = wire;
    this.#reader = reader;
  }

  async optimistic<P extends Planned>(input: RoundInput<P>): Promise<RoundResult<P>> {
    let plan: P | undefined;
    try {
      plan = input.plan(await this.#reader.load(input.paths));
      if (plan.writes.length > 0) await this.#wire.commit({ writes: plan.writes });
      return { plan, error: undefined };
    } catch (error) {
      return { plan, error };
    }
  }

  async locking<P extends Planned>(input: RoundInput<P>): Promise<RoundResult<P>> {
    let plan: P | undefined;
    try {
      const { snapshots, transaction } = await this.#wire.read({ paths: input.paths, mode: 'locking' });
      if (transaction === undefined) throw new Error('Firestore opened no transaction with a locking read.');
      try {
        plan = input.plan(snapshots);
        if (plan.writes.length > 0) await this.#wire.commit({ writes: plan.writes, transaction });
        else void this.#wire.rollback(transaction);
      } catch (error) {
        void this.#wire.rollback(transaction);
        throw error;
      }
      return { plan, error: undefined };
    } catch (error) {
      return { plan, error };
    }
  }
}
