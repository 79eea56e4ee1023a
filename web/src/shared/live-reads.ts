import { connectFirestoreEmulator, getFirestore } from 'firebase/firestore';
import type { Seatbelt } from '../../../client/src/index.ts';
import type { LocalAddresses } from './config.ts';

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
  const [host = '127.0.0.1', port = '8080'] = local.firestoreHost.split(':');
  connectFirestoreEmulator(getFirestore(seatbelt.app), host, Number(port));
}
