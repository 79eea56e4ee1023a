import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { carryOutEntry } from '../../../src/effects/carry-out-outbox-entry.ts';
import { setRole } from '../../../src/people/set-role.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { call } from '../call.ts';

/** Asks the Auth emulator as its administrator, in this file's own project; `npm test` starts it. */
async function asAdministrator(path: string, body: object): Promise<unknown> {
  const host = z
    .string({ error: 'FIREBASE_AUTH_EMULATOR_HOST must name a running Auth emulator' })
    .parse(process.env.FIREBASE_AUTH_EMULATOR_HOST);
  const url = `http://${host}/identitytoolkit.googleapis.com/v1/projects/${process.env.GCLOUD_PROJECT}/${path}`;
  const headers = { 'content-type': 'application/json', authorization: 'Bearer owner' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`the Auth emulator answered ${answer.status} to ${path}`);
  return answer.json();
}

/** Somebody who has signed up. */
export async function signedUp(claims: Record<string, string> = {}): Promise<Id> {
  const uid = Id.parse(`person-${randomUUID()}`);
  await asAdministrator('accounts', { localId: uid, email: `${uid}@example.test`, password: 'long-enough' });
  await asAdministrator('accounts:update', { localId: uid, customAttributes: JSON.stringify(claims) });
  return uid;
}

const Found = z.object({ users: z.array(z.object({ customAttributes: z.string().optional() })).optional() });

/** The claims of the account as Firebase Auth has them; undefined if there is no such account. */
export async function claimsOf(uid: string): Promise<unknown> {
  const [user] = Found.parse(await asAdministrator('accounts:lookup', { localId: [uid] })).users ?? [];
  return user === undefined ? undefined : JSON.parse(user.customAttributes ?? '{}');
}

/** All effects that wait, each carried out twice, as triggers may. */
export async function carryOutAll(): Promise<void> {
  const waiting = await firestore().collection('outbox').where('state', '==', 'PENDING').get();
  for (const { id } of waiting.docs)
    for (let run = 0; run < 2; run += 1) await carryOutEntry({ id: Id.parse(id) });
}

interface RoleGiving {
  readonly uid: string;
  readonly userId: string;
  readonly role: string;
  readonly requestId?: string;
}

export const givingRole = ({ uid, userId, role, requestId = randomUUID() }: RoleGiving): Promise<unknown> =>
  call(setRole, { uid, data: { userId, role, requestId, reason: 'joins the school office' } });
