import type { protos } from '@google-cloud/firestore-api';
import type { FirestoreTarget } from '../../platform/firestore.ts';
import { classify } from '../../platform/retry/index.ts';
import type { PendingWrite } from '../overlay.ts';
import type { Snapshot } from '../snapshot.ts';
import { type Connection, connect } from './connection.ts';
import type { LaneWire, TransactionId } from './lane-wire.ts';
import { ask, askForMany, batchGetDocuments, beginTransaction, commit, rollback } from './rpc.ts';
import { decodeFields, encodeFields } from './value.ts';

type IWrite = protos.google.firestore.v1.IWrite;
type IBatchGetResponse = protos.google.firestore.v1.IBatchGetDocumentsResponse;

/** A field path that needs no quoting. Ours are; user text must never become one. */
const SIMPLE_FIELD = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Firestore's own RPCs, each tried exactly once and ended after `timeoutMs`. The SDK above them reruns reads
 * and commits whose answer was lost, each layer with its own idea of when; here the lane alone decides.
 */
export class FirestoreWire implements LaneWire {
  readonly #target: FirestoreTarget;
  readonly #timeoutMs: number;
  #connection: Connection | undefined;
  #connecting: Promise<Connection> | undefined;

  constructor({ target, timeoutMs }: { target: FirestoreTarget; timeoutMs: number }) {
    this.#target = target;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Opens a transaction, by a call of its own: it holds no lock yet, so one whose answer is lost is in nobody's
   * way. A read that opened it by the way would leave locks behind which nobody has the name to let go of.
   */
  async begin(): Promise<TransactionId> {
    const connection = this.#connection ?? (await this.#connect());
    const question = { database: connection.database, options: { readWrite: {} } };
    const answer = await ask({ ...this.#by(connection), rpc: beginTransaction, question });
    const transaction = answer?.transaction;
    if (transaction == null || transaction.length === 0) throw new Error('Firestore opened no transaction.');
    return transaction;
  }

  /** All documents at one point in time, in the order of `paths`; in a transaction they are locked until its end. */
  async read({
    paths,
    transaction,
  }: {
    paths: readonly string[];
    transaction?: TransactionId;
  }): Promise<readonly Snapshot[]> {
    const connection = this.#connection ?? (await this.#connect());
    const prefix = `${connection.database}/documents/`;
    const question = {
      database: connection.database,
      documents: paths.map(path => prefix + path),
      ...(transaction === undefined ? {} : { transaction }),
    };
    const byName = new Map<string, Snapshot>();
    const onAnswer = (response: IBatchGetResponse): void => {
      const snapshot = toSnapshot({ response, prefix });
      if (snapshot !== undefined) byName.set(snapshot.path, snapshot);
    };
    await askForMany({ ...this.#by(connection), rpc: batchGetDocuments, question, onAnswer });
    return paths.map(path => found({ byName, path }));
  }

  /** All writes or none. Rejects with the RPC's own code; on anything but OK the writes may still have landed. */
  commit(input: { writes: readonly PendingWrite[]; transaction?: TransactionId }): Promise<void> {
    const { writes, transaction } = input;
    return this.#connected(connection => {
      const { database } = connection;
      const question = {
        database,
        writes: writes.map(write => toProto({ write, database })),
        ...(transaction === undefined ? {} : { transaction }),
      };
      return ask({ ...this.#by(connection), rpc: commit, question });
    });
  }

  /** Lets go of the locks; a transaction that has ended already holds none. */
  async rollback(transaction: TransactionId): Promise<void> {
    const connection = this.#connection ?? (await this.#connect());
    const question = { database: connection.database, transaction };
    try {
      await ask({ ...this.#by(connection), rpc: rollback, question });
    } catch (error) {
      if (classify(error).reason !== 'transactionGone') throw error;
    }
  }

  async close(): Promise<void> {
    const connection = await this.#connecting;
    await connection?.close();
  }

  /** At once where there is a connection: each step in between is one more promise for every commit. */
  #connected<Answer>(work: (connection: Connection) => Promise<Answer>): Promise<Answer> {
    if (this.#connection === undefined) return this.#connect().then(work);
    try {
      return work(this.#connection);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async #connect(): Promise<Connection> {
    this.#connecting ??= connect(this.#target);
    const connecting = this.#connecting;
    try {
      this.#connection = await connecting;
      return this.#connection;
    } catch (error) {
      // The project's name may come from a metadata server that was not up yet: the next call asks again.
      if (this.#connecting === connecting) this.#connecting = undefined;
      throw error;
    }
  }

  #by(connection: Connection): { connection: Connection; timeoutMs: number } {
    return { connection, timeoutMs: this.#timeoutMs };
  }
}

function toSnapshot({
  response,
  prefix,
}: {
  response: IBatchGetResponse;
  prefix: string;
}): Snapshot | undefined {
  if (response.missing != null && response.missing !== '') {
    return { path: response.missing.slice(prefix.length), data: undefined, version: undefined };
  }
  const document = response.found;
  if (document?.name == null) return undefined;
  return {
    path: document.name.slice(prefix.length),
    data: decodeFields(document.fields),
    version: document.updateTime ?? undefined,
  };
}

function found({ byName, path }: { byName: ReadonlyMap<string, Snapshot>; path: string }): Snapshot {
  const snapshot = byName.get(path);
  if (snapshot === undefined) throw new Error(`Firestore did not answer for ${path}.`);
  return snapshot;
}

function toProto({ write, database }: { write: PendingWrite; database: string }): IWrite {
  const name = `${database}/documents/${write.path}`;
  if (write.kind === 'create') {
    return { update: { name, fields: encodeFields(write.data) }, currentDocument: { exists: false } };
  }
  const fieldPaths = Object.keys(write.patch);
  for (const field of fieldPaths)
    if (!SIMPLE_FIELD.test(field)) throw new TypeError(`Not a field name: ${field}`);
  return {
    update: { name, fields: encodeFields(write.patch) },
    updateMask: { fieldPaths },
    currentDocument: { updateTime: write.basedOn },
  };
}
