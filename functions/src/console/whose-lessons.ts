import { roleDoc } from '../accounts/store.ts';
import { readDocument } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';

/**
 * Whose lessons a caller is shown: an admin those of whom they name, or all; everybody else their own, whatever they
 * send. Reads 1.
 */
export async function instructorShownTo({
  uid,
  wanted,
}: {
  uid: Id;
  wanted: Id | undefined;
}): Promise<Id | undefined> {
  const role = (await readDocument(roleDoc(uid)))?.role;
  return role === 'admin' ? wanted : uid;
}
