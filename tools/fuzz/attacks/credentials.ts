import { createHmac } from 'node:crypto';
import { encoded, newSigningKey, signedToken } from '../instance/signing-key.ts';
import { appClaims, idClaims, type TokenIssuer } from '../instance/tokens.ts';
import type { Attack, AttackClass } from './attack.ts';
import type { CallableTarget } from './target.ts';

interface Credential {
  readonly attackClass: AttackClass;
  readonly what: string;
  readonly token: string;
}

const strangerKey = newSigningKey('sign-in-key');
const HOUR_SECONDS = 3_600;

const past = (seconds: number): number => Math.floor(Date.now() / 1_000) - seconds;
const unsigned = (claims: object): string => `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims)}.`;

/** Signed with the public key as if it were a shared secret: what a verifier takes that believes the header. */
function keyConfused({ issuer, claims }: { issuer: TokenIssuer; claims: object }): string {
  const text = `${encoded({ alg: 'HS256', typ: 'JWT', kid: issuer.idKey.keyId })}.${encoded(claims)}`;
  return `${text}.${createHmac('sha256', issuer.idKey.publicPem).update(text).digest('base64url')}`;
}

/** The payload says somebody else, the signature is a true one. */
function patched({ token, claims }: { token: string; claims: object }): string {
  const [head = '', , signature = ''] = token.split('.');
  return `${head}.${encoded(claims)}.${signature}`;
}

/** Tokens of whoever may do it, each with one thing wrong. */
function idTokens({ issuer, uid }: { issuer: TokenIssuer; uid: string }): Credential[] {
  const { projectId, idKey: key } = issuer;
  const claims = idClaims({ projectId, uid, claims: { role: 'admin' } });
  const wrong = (change: object): string => signedToken({ key, claims: { ...claims, ...change } });
  const forged = (what: string, token: string): Credential => ({ attackClass: 'forged token', what, token });
  const expired = { iat: past(2 * HOUR_SECONDS), auth_time: past(2 * HOUR_SECONDS), exp: past(HOUR_SECONDS) };
  return [
    forged('not signed, alg none', unsigned(claims)),
    forged('alg none, with a signature', `${unsigned(claims)}AAAA`),
    forged('HMAC with the public key', keyConfused({ issuer, claims })),
    forged('another key under the true name', signedToken({ key: strangerKey, claims })),
    forged(
      'another key without a name',
      signedToken({ key: strangerKey, claims, header: { kid: undefined } }),
    ),
    forged('a key nobody knows', signedToken({ key, claims, header: { kid: 'unknown' } })),
    forged('a key named like a prototype', signedToken({ key, claims, header: { kid: '__proto__' } })),
    forged('another project', wrong({ aud: 'another-project' })),
    forged('another issuer', wrong({ iss: 'https://securetoken.google.com/another-project' })),
    forged('a session cookie’s issuer', wrong({ iss: `https://session.firebase.google.com/${projectId}` })),
    forged('nobody’s', wrong({ sub: '' })),
    forged('a uid longer than any', wrong({ sub: 'x'.repeat(200) })),
    forged('a uid that is a path', wrong({ sub: `${uid}/courses` })),
    forged('the claims changed', patched({ token: issuer.idToken({ uid: 'somebody' }), claims })),
    forged('an App Check token', issuer.appToken()),
    forged('three dots', '...'),
    forged('a bare word', 'owner'),
    { attackClass: 'stale token', what: 'expired an hour ago', token: wrong(expired) },
    { attackClass: 'stale token', what: 'expired a second ago', token: wrong({ exp: past(1) }) },
  ];
}

function appTokens(issuer: TokenIssuer): (Omit<Credential, 'attackClass' | 'token'> & { token?: string })[] {
  const { projectId, appKey: key } = issuer;
  const claims = appClaims({ projectId });
  const wrong = (change: object): string => signedToken({ key, claims: { ...claims, ...change } });
  return [
    { what: 'no App Check' },
    { what: 'App Check not signed', token: unsigned(claims) },
    {
      what: 'App Check of another key',
      token: signedToken({ key: strangerKey, claims, header: { kid: key.keyId } }),
    },
    { what: 'App Check expired', token: wrong({ exp: past(1) }) },
    {
      what: 'App Check of another project',
      token: wrong({ aud: ['projects/1', 'projects/another-project'] }),
    },
    {
      what: 'App Check of another issuer',
      token: wrong({ iss: 'https://securetoken.google.com/1234567890' }),
    },
    { what: 'an ID token as App Check', token: issuer.idToken({ uid: 'somebody' }) },
    { what: 'App Check that is no token', token: 'let me in' },
  ];
}

/** Headers that say who one is, and that nobody may believe. */
const claimedIdentities = (uid: string): readonly (readonly [string, string])[] => [
  ['authorization', `Basic ${Buffer.from(`${uid}:password`).toString('base64')}`],
  ['authorization', 'Bearer '],
  ['authorization', 'Bearer owner'],
  ['x-callable-context-auth', encodeURIComponent(JSON.stringify({ uid, token: { uid, role: 'admin' } }))],
  ['x-original-auth', `Bearer ${uid}`],
  ['x-goog-authenticated-user-id', `accounts.google.com:${uid}`],
  ['x-endpoint-api-userinfo', encoded({ id: uid })],
  ['cookie', `__session=${uid}`],
];

/** Everything about the request is right, but who asks, or with which app. */
export function credentialAttacks({ endpoint, instance, headers, body, cast }: CallableTarget): Attack[] {
  const { issuer } = instance;
  const { authorization: _token, ...anonymous } = headers;
  const { 'x-firebase-appcheck': _app, ...withoutApp } = headers;
  const text = JSON.stringify({ data: body });
  const attack = (
    given: Pick<Attack, 'attackClass' | 'what'> & { sent: Record<string, string> },
  ): Attack => ({
    attackClass: given.attackClass,
    what: given.what,
    sending: { path: `/${endpoint.name}`, headers: given.sent, body: text },
    expected: { kind: 'unauthenticated' },
  });
  const { uid } = cast.owner;
  return [
    ...idTokens({ issuer, uid }).map(({ token, ...named }) =>
      attack({ ...named, sent: { ...anonymous, authorization: `Bearer ${token}` } }),
    ),
    ...appTokens(issuer).map(({ what, token }) =>
      attack({
        attackClass: 'App Check',
        what,
        sent: token === undefined ? withoutApp : { ...withoutApp, 'x-firebase-appcheck': token },
      }),
    ),
    ...claimedIdentities(uid).map(([name, value]) =>
      attack({
        attackClass: 'header trick',
        what: `${name}: ${value.slice(0, 40)}`,
        sent: { ...anonymous, [name]: value },
      }),
    ),
  ];
}
