import type { Role } from '../accounts/schema.ts';
import { roleDoc, staffRequestDoc } from '../accounts/store.ts';
import {
  apply,
  type Command,
  create,
  fingerprintOf,
  toCreate,
  toWrite,
  update,
  type View,
} from '../commit/index.ts';
import { mirrorRoleEntry } from '../outbox/schema.ts';
import { outboxDoc } from '../outbox/store.ts';
import { Id } from '../platform/ids.ts';
import { SetRoleOutcome } from './wire.ts';

export interface RoleWish {
  /** Who gives it. */
  readonly uid: Id;
  readonly userId: Id;
  readonly role: Role;
  readonly requestId: Id;
  readonly reason: string;
}

/** To be wrapped in `audited`, which checks who may. Reads 1 (the role), writes 3 (it, the effect, the request). */
export function assignRoleCommand(wish: RoleWish): Command<SetRoleOutcome> {
  const { uid, userId, role, requestId } = wish;
  const doc = roleDoc(userId);
  const mirror = outboxDoc(Id.parse(`mirrorRole_${fingerprintOf('mirrorRole', { uid, requestId })}`));
  return {
    operation: 'setRole',
    aggregate: doc.path,
    receipt: { doc: staffRequestDoc({ uid, requestId }), fingerprint: fingerprintOf('setRole', wish) },
    outcomeSchema: SetRoleOutcome,
    loads: [toWrite(doc), toCreate(mirror)],
    decide: view => {
      const known = view.get(doc);
      // Also when it was this role already: the claims may say something else, and this sets them right.
      return apply({ role }, [
        ...(known === undefined ? [create(doc, { role })] : [update(doc, { role })]),
        create(mirror, mirrorRoleEntry({ userId, now: view.now })),
      ]);
    },
  };
}

/** What the audit log tells of before: to be asked of a commit that loads the role. */
export const roleBefore =
  (userId: Id) =>
  (view: View): { role: Role } => ({ role: view.get(roleDoc(userId))?.role ?? 'student' });
