import type { Doc } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { RoleRecord } from './schema.ts';

export const roleDoc = (uid: Id): Doc<RoleRecord> => ({ path: `roles/${uid}`, schema: RoleRecord });
