import { setTimeout as sleep } from 'node:timers/promises';
/** An Auth emulator and the project in it. */
export type AuthTarget = { authHost: string; projectId: string };

export type Account = { uid: string; email: string; password: string };

export type SignedIn = Account & {
  /** Sent as `Authorization: Bearer …`; good for an hour. */
  idToken: string;
  /** Brings the next one. */
  refreshToken: string;
};

/** Claims that security rules and functions find in the token. */
export type Claims = Readonly<Record<string, string | number | boolean>>;

// The emulator takes this for an administrator; nothing else on earth does.
const asAdministrator = { authorization: 'Bearer owner' };

async function post(input: {
  target: AuthTarget;
  path: string;
  body: object;
  headers?: Record<string, string>;
}): Promise<Record<string, unknown>> {
  const url = `http://${input.target.authHost}/identitytoolkit.googleapis.com/v1/${input.path}`;
  const headers = { 'content-type': 'application/json', ...input.headers };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input.body) });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`the Auth emulator answered ${response.status} to ${input.path}: ${text}`);
  const answer: Record<string, unknown> = JSON.parse(text);
  return answer;
}

function textOf(answer: Record<string, unknown>, field: string): string {
  const value = answer[field];
  if (typeof value !== 'string') throw new Error(`the Auth emulator's answer has no ${field}`);
  return value;
}

/** Sets an account's custom claims; tokens issued from then on carry them. */
export async function setClaims(input: { target: AuthTarget; uid: string; claims: Claims }): Promise<void> {
  const { target, uid, claims } = input;
  const body = { localId: uid, customAttributes: JSON.stringify(claims) };
  await post({
    target,
    path: `projects/${target.projectId}/accounts:update`,
    body,
    headers: asAdministrator,
  });
}

/** Ends every sign-in of an account so far, as an administrator does; when it returns, a new one is welcome. */
export async function revokeSignIns({ target, uid }: { target: AuthTarget; uid: string }): Promise<void> {
  // Whole seconds: a sign-in of this very second would outlive it, or be refused as an old one.
  const validSince = Math.floor(Date.now() / 1_000) + 1;
  const body = { localId: uid, validSince: String(validSince) };
  await post({
    target,
    path: `projects/${target.projectId}/accounts:update`,
    body,
    headers: asAdministrator,
  });
  await sleep(validSince * 1_000 - Date.now());
}

/** Signs in with a password. */
export async function signIn(input: { target: AuthTarget; account: Account }): Promise<SignedIn> {
  const { target, account } = input;
  const body = { email: account.email, password: account.password, returnSecureToken: true };
  const answer = await post({ target, path: 'accounts:signInWithPassword?key=local', body });
  return {
    ...account,
    uid: textOf(answer, 'localId'),
    idToken: textOf(answer, 'idToken'),
    refreshToken: textOf(answer, 'refreshToken'),
  };
}

/** Creates an account, with the claims given, and signs it in. The uid is chosen by the caller. */
export async function createAccount(input: {
  target: AuthTarget;
  account: Account;
  claims?: Claims;
}): Promise<SignedIn> {
  const { target, account, claims } = input;
  const { uid: localId, email, password } = account;
  const body = { localId, email, password, emailVerified: true };
  await post({ target, path: `projects/${target.projectId}/accounts`, body, headers: asAdministrator });
  if (claims !== undefined) await setClaims({ target, uid: account.uid, claims });
  return signIn({ target, account });
}
