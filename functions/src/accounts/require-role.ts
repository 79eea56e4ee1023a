import type { View } from '../commit/index.ts';
import { readDocument } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse, refused } from '../platform/refusal.ts';
import type { Role } from './schema.ts';
import { roleDoc } from './store.ts';

interface Requirement {
  readonly uid: Id;
  readonly roles: readonly Role[];
}

/** For a decision that loads the role document with `toGuard`: a role taken away meanwhile refuses the commit. */
export function refuseWithoutRole({ uid, roles }: Requirement, view: View): Refusal | undefined {
  const role = view.get(roleDoc(uid))?.role ?? 'student';
  return roles.includes(role) ? undefined : refuse('ROLE_REQUIRED');
}

/** For what reads or prepares before any command: fails fast, so that nothing is loaded for a stranger. */
export async function requireRole({ uid, roles }: Requirement): Promise<void> {
  const record = await readDocument(roleDoc(uid));
  if (!roles.includes(record?.role ?? 'student')) throw refused('ROLE_REQUIRED');
}
