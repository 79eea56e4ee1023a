import type { HostileInstance } from './instance/hostile-instance.ts';
import type { Received, Sender } from './send.ts';
import { claimsOf, type Person, people, personNames } from './world/staff.ts';
import type { Student } from './world/student.ts';

/** Who calls: somebody with an account of their own, the student it is about, another one, or nobody. */
export const actors = ['nobody', 'owner', 'classmate', ...personNames] as const;
export type Actor = 'nobody' | 'owner' | 'classmate' | Person;

export interface Cast {
  /** Whom the request is about. */
  readonly owner: Student;
  /** Another student of the same courses, with a session, an attempt, a certificate of their own. */
  readonly classmate: Student;
}

function accountOf({ actor, cast }: { actor: Exclude<Actor, 'nobody'>; cast: Cast }): {
  uid: string;
  claims: object;
} {
  switch (actor) {
    case 'owner':
      return { uid: cast.owner.uid, claims: {} };
    case 'classmate':
      return { uid: cast.classmate.uid, claims: {} };
    default:
      return { uid: people[actor], claims: claimsOf[actor] };
  }
}

/** As a client of ours sends it: App Check, a token, JSON. */
export function headersOf({
  instance: { issuer },
  actor,
  cast,
}: {
  instance: HostileInstance;
  actor: Actor;
  cast: Cast;
}): Readonly<Record<string, string>> {
  const usual = { 'content-type': 'application/json', 'x-firebase-appcheck': issuer.appToken() };
  if (actor === 'nobody') return usual;
  const { uid, claims } = accountOf({ actor, cast });
  return { ...usual, authorization: `Bearer ${issuer.idToken({ uid, claims: { ...claims } })}` };
}

export const callAs = (input: {
  readonly instance: HostileInstance;
  readonly sender: Sender;
  readonly actor: Actor;
  readonly cast: Cast;
  readonly name: string;
  readonly data: object;
}): Promise<Received> =>
  input.sender.send({
    path: `/${input.name}`,
    headers: headersOf(input),
    body: JSON.stringify({ data: input.data }),
  });
