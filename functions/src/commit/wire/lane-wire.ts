import type { PendingWrite } from '../overlay.ts';
import type { Snapshot } from '../snapshot.ts';

/** An open transaction's token. */
export type TransactionId = Uint8Array | string;

/**
 * All that the lane asks of a database: each call is tried once, and rejects with the RPC's own code. In production
 * it is Firestore; the simulation has one in memory that answers the same.
 */
export interface LaneWire {
  /** Opens a transaction, which holds no lock yet. */
  begin(): Promise<TransactionId>;
  /** All documents at one point in time, in the order of `paths`; in a transaction they are locked until its end. */
  read(input: {
    readonly paths: readonly string[];
    readonly transaction?: TransactionId;
  }): Promise<readonly Snapshot[]>;
  /** All writes or none. On anything but OK the writes may still have landed. */
  commit(input: {
    readonly writes: readonly PendingWrite[];
    readonly transaction?: TransactionId;
  }): Promise<void>;
  /** Lets go of the locks; a transaction that has ended already holds none. */
  rollback(transaction: TransactionId): Promise<void>;
  close(): Promise<void>;
}
