import type { Id } from '../platform/ids.ts';
import { signIns } from './auth-client.ts';

/** Deletes the account at Firebase Auth: nobody signs in with it any more. Once gone it stays so. */
export async function deleteSignIn({ userId }: { userId: Id }): Promise<void> {
  await signIns.remove(userId);
}
