import { randomUUID } from 'node:crypto';
import type { Firestore } from '@google-cloud/firestore';
import { FirestoreWire } from '../../../src/commit/wire/firestore-wire.ts';
import { openFirestore } from '../../../src/platform/firestore.ts';

/** The lane's own client and the SDK, side by side on one database. */
export interface WireWorld {
  readonly wire: FirestoreWire;
  readonly db: Firestore;
  close(): Promise<void>;
}

export function openWireWorld(): WireWorld {
  const projectId = `demo-wire-${randomUUID().slice(0, 8)}`;
  const wire = new FirestoreWire({ target: { projectId }, timeoutMs: 10_000 });
  const db = openFirestore({ projectId });
  return {
    wire,
    db,
    close: async () => {
      await wire.close();
      await db.terminate();
    },
  };
}

/** A document path of its own. */
export const newPath = (): string => `things/${randomUUID()}`;
