import path from 'node:path';
import { openFirestore } from '../../../functions/src/platform/firestore.ts';
import { type FrontDoor, startFrontDoor } from '../../stack/front-door.ts';
import { heapAsDeployed } from '../stack/load-stack.ts';
import type { LoadTarget } from '../target.ts';
import { PEER_AUTHORIZATIONS } from './authorizations.ts';

/** Hosts the way compared with, in processes of its own, beside the same emulators. */
export function startPeer(input: { target: LoadTarget; instances: number }): Promise<FrontDoor> {
  const { target, instances } = input;
  return startFrontDoor({
    env: target.env,
    instances,
    nodeArguments: heapAsDeployed,
    host: path.join(import.meta.dirname, 'main.ts'),
    name: 'peer',
  });
}

/** An authorization of the peer's own, as ours begins. */
export async function grantPeerUnits(input: {
  target: LoadTarget;
  authorizationId: string;
  studentId: string;
  totalUnits: number;
}): Promise<void> {
  const { target, authorizationId, studentId, totalUnits } = input;
  const db = openFirestore({ projectId: target.projectId, host: target.firestoreHost });
  try {
    const doc = db.collection(PEER_AUTHORIZATIONS).doc(authorizationId);
    await doc.set({ studentId, totalUnits, reservedUnits: 0, consumedUnits: 0 });
  } finally {
    await db.terminate();
  }
}
