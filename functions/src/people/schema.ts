import { z } from 'zod';

/**
 * `users/{uid}`: what the student writes under the rules. Nothing here is believed, so that no profile whatever
 * could keep an account from being deleted.
 */
export const Profile = z.object({
  displayName: z.unknown().optional(),
  phone: z.unknown().optional(),
  locale: z.unknown().optional(),
  address: z.unknown().optional(),
  /** Set by the server when the account is deleted; the rules let nobody write afterwards. */
  deletedAt: z.date().nullish(),
});
export type Profile = z.infer<typeof Profile>;

/** What a deleted profile says: its fields stay readable as text for whoever expects them. */
export const erasedProfile = { displayName: '', phone: '', locale: '', address: {} } as const;
