import { printableName } from '../certificates/student-name.ts';
import { directory } from '../people/auth-client.ts';
import type { Profile } from '../people/schema.ts';
import type { Id } from '../platform/ids.ts';
import { profilesOf } from './queries.ts';
import type { Person } from './wire.ts';

/**
 * Names and addresses as they are now; of a deleted account neither, though its sign-in may go a moment later. Who
 * is not in the answer has neither profile nor account. At most 100 are asked for.
 */
export async function peopleOf(userIds: readonly Id[]): Promise<ReadonlyMap<Id, Person>> {
  const [profiles, accounts] = await Promise.all([profilesOf(userIds), directory.accountsOf(userIds)]);
  const people = new Map<Id, Person>();
  for (const userId of userIds) {
    const [profile, account] = [profiles.get(userId), accounts.get(userId)];
    if (profile === undefined && account === undefined) continue;
    const name = nameIn(profile) ?? printableName(account?.displayName) ?? null;
    const isDeleted = isErased(profile);
    people.set(userId, {
      userId,
      displayName: isDeleted ? null : name,
      email: isDeleted ? null : (account?.email ?? null),
      isDeleted,
    });
  }
  return people;
}

/** Somebody of whom nothing but the records is left. */
export const nobody = (userId: Id): Person => ({
  userId,
  displayName: null,
  email: null,
  isDeleted: false,
});

/** Of profiles alone, for lists. */
export async function namesOf(userIds: readonly Id[]): Promise<ReadonlyMap<Id, string | null>> {
  const profiles = await profilesOf([...new Set(userIds)]);
  return new Map([...profiles].map(([userId, profile]) => [userId, nameIn(profile) ?? null]));
}

const isErased = (profile: Profile | undefined): boolean => (profile?.deletedAt ?? null) !== null;

const nameIn = (profile: Profile | undefined): string | undefined =>
  isErased(profile) ? undefined : printableName(profile?.displayName);
