import { roleDoc } from '../accounts/store.ts';
import { readDocument } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse, refused } from '../platform/refusal.ts';
import { type AuthorizationPins, authorizationPins } from './authorization-pins.ts';
import type { ActorRole, Authorization } from './schema.ts';

/** Somebody who acts on an authorization, and as what. */
export interface Actor {
  readonly uid: Id;
  readonly as: ActorRole;
}

/**
 * Before anything is loaded for a commit: as what the caller may act here. To a stranger there is no such
 * authorization. A dismissed instructor is a stranger.
 * @throws RefusalError AUTHORIZATION_NOT_FOUND, or ROLE_REQUIRED for a party who may see it and not do this
 */
export async function actorOn({
  authorizationId,
  uid,
  allowed,
}: {
  authorizationId: Id;
  uid: Id;
  allowed: readonly ActorRole[];
}): Promise<{ readonly actor: Actor; readonly pins: AuthorizationPins }> {
  const pins = await authorizationPins(authorizationId);
  const as = await roleOn({ uid, pins });
  if (as === undefined) throw refused('AUTHORIZATION_NOT_FOUND');
  if (!allowed.includes(as)) throw refused('ROLE_REQUIRED');
  return { actor: { uid, as }, pins };
}

async function roleOn({ uid, pins }: { uid: Id; pins: AuthorizationPins }): Promise<ActorRole | undefined> {
  if (uid === pins.studentId) return 'student';
  const role = (await readDocument(roleDoc(uid)))?.role;
  if (role === 'instructor' && uid === pins.instructorId) return 'instructor';
  return role === 'admin' ? 'admin' : undefined;
}

/** In the commit: the authorization's own fields decide again. Whether an admin still is one is `audited`'s to check. */
export function refuseActor({
  actor: { uid, as },
  authorization,
}: {
  actor: Actor;
  authorization: Authorization | undefined;
}): Refusal | undefined {
  if (as === 'admin') return undefined;
  const party = as === 'student' ? authorization?.studentId : authorization?.instructorId;
  return party === uid ? undefined : refuse('AUTHORIZATION_NOT_FOUND');
}
