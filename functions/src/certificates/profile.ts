import { z } from 'zod';
import type { Doc } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';

/** What a certificate needs of `users/{uid}`, which the student writes: anything may stand there. */
export const Profile = z.object({ displayName: z.unknown().optional() });
export type Profile = z.infer<typeof Profile>;

export const profileDoc = (userId: Id): Doc<Profile> => ({ path: `users/${userId}`, schema: Profile });
