import type { Role } from '../accounts/schema.ts';
import { roleDoc } from '../accounts/store.ts';
import { readDocument } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { refused } from '../platform/refusal.ts';
import { type SignIns, signIns } from './auth-client.ts';

/** Roles do not change faster than claims are set; this often in a row means that something is wrong. */
const MAX_ROUNDS = 5;

/**
 * Makes the account's claim say what the role's document says now, which may be newer than the effect. Asked again
 * after each writing: of two that run at once, whoever writes last has looked last, so the claim ends up right.
 * @throws RefusalError ACCOUNT_NOT_FOUND; UNAVAILABLE to be tried again
 */
export async function mirrorRole(
  { userId }: { userId: Id },
  accounts: Pick<SignIns, 'setRoleClaim'> = signIns,
): Promise<void> {
  let role = await roleOf(userId);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    await accounts.setRoleClaim({ uid: userId, role });
    const newest = await roleOf(userId);
    if (newest === role) return;
    role = newest;
  }
  throw refused('UNAVAILABLE');
}

const roleOf = async (userId: Id): Promise<Role> => (await readDocument(roleDoc(userId)))?.role ?? 'student';
