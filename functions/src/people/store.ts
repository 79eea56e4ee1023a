import type { Doc } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { Profile } from './schema.ts';

export const profileDoc = (userId: Id): Doc<Profile> => ({ path: `users/${userId}`, schema: Profile });
