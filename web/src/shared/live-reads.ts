import { connectFirestoreEmulator, getFirestore } from 'firebase/firestore';
import type { Seatbelt } from '../../../client/src/index.ts';
import { firestoreAddress, type LocalAddresses } from './config.ts';

export * from '../../../client/src/live.ts';

/** Before the first read, once. */
export function connectFirestore({
  seatbelt,
  local,
}: {
  seatbelt: Seatbelt;
  local: LocalAddresses | null;
}): void {
  if (local === null) return;
  const { host, port } = firestoreAddress(local);
  connectFirestoreEmulator(getFirestore(seatbelt.app), host, port);
}
