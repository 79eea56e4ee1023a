import { z } from 'zod';
import type { Doc } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { RoleRecord } from './schema.ts';

export const roleDoc = (uid: Id): Doc<RoleRecord> => ({ path: `roles/${uid}`, schema: RoleRecord });

/**
 * A staff action that no document of its own says was applied: the receipt under whoever acts, so that an id used
 * for two different things is noticed.
 */
export const staffRequestDoc = ({ uid, requestId }: { uid: Id; requestId: Id }): Doc<object> => ({
  path: `users/${uid}/requests/${requestId}`,
  schema: z.object({}),
});
