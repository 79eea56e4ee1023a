import type { LaneWire, TransactionId } from '../../../functions/src/commit/wire/lane-wire.ts';
import type { Rpc } from '../hosted/hosting.ts';
import type { MemoryFirestore } from './memory-firestore.ts';
import { StatusError } from './status-error.ts';

/** Carries a call to the database and its answer back; without faults in between, or with them. */
export type Send = <T>(rpc: Rpc<T>) => Promise<T>;

/** The lane's wire to a database in memory. */
export function memoryWire({ store, send }: { store: MemoryFirestore; send: Send }): LaneWire {
  return {
    begin: () => send({ kind: 'begin', arrive: end => end(store.begin()) }),
    read: ({ paths, transaction }) =>
      send({
        kind: 'read',
        arrive: end => {
          const failed = failureOf(() => store.read({ paths, transaction: nameOf(transaction), end }));
          if (failed !== undefined) end(failed);
        },
      }),
    commit: ({ writes, transaction }) =>
      send<undefined>({
        kind: 'commit',
        arrive: end => {
          const failed = failureOf(() => store.commit({ writes, transaction: nameOf(transaction) }, end));
          if (failed !== undefined) end(failed);
        },
      }),
    rollback: transaction =>
      send<undefined>({
        kind: 'rollback',
        arrive: end => {
          const failed = failureOf(() => store.rollback(nameOf(transaction) ?? ''));
          // Whoever lets go twice is told nothing of it, as by the real wire.
          end(failed instanceof StatusError ? undefined : failed);
        },
      }),
    close: async () => undefined,
  };
}

const nameOf = (transaction: TransactionId | undefined): string | undefined => transaction?.toString();

function failureOf(work: () => void): Error | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
