import { newSigningKey, type SigningKey, signedToken } from './signing-key.ts';

const HOUR_SECONDS = 3_600;

export interface TokenWish {
  readonly uid: string;
  /** Custom claims. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** What Firebase signs for one project, with keys of our own. */
export interface TokenIssuer {
  readonly projectId: string;
  readonly idKey: SigningKey;
  readonly appKey: SigningKey;
  /** Good for an hour. */
  readonly idToken: (wish: TokenWish) => string;
  readonly appToken: () => string;
}

/** Claims of an ID token as Firebase Auth issues them. */
export function idClaims({
  projectId,
  uid,
  claims = {},
}: TokenWish & { projectId: string }): Record<string, unknown> {
  const nowSeconds = Math.floor(Date.now() / 1_000);
  return {
    iss: `https://securetoken.google.com/${projectId}`,
    aud: projectId,
    auth_time: nowSeconds - 60,
    iat: nowSeconds - 60,
    exp: nowSeconds + HOUR_SECONDS,
    sub: uid,
    user_id: uid,
    firebase: { identities: {}, sign_in_provider: 'password' },
    ...claims,
  };
}

export function appClaims({ projectId }: { projectId: string }): Record<string, unknown> {
  const nowSeconds = Math.floor(Date.now() / 1_000);
  return {
    iss: 'https://firebaseappcheck.googleapis.com/1234567890',
    aud: [`projects/1234567890`, `projects/${projectId}`],
    sub: '1:1234567890:web:of-these-tests',
    iat: nowSeconds - 60,
    exp: nowSeconds + HOUR_SECONDS,
  };
}

export function createTokenIssuer({ projectId }: { projectId: string }): TokenIssuer {
  const idKey = newSigningKey('sign-in-key');
  const appKey = newSigningKey('app-check-key');
  return {
    projectId,
    idKey,
    appKey,
    idToken: wish => signedToken({ key: idKey, claims: idClaims({ projectId, ...wish }) }),
    appToken: () => signedToken({ key: appKey, claims: appClaims({ projectId }) }),
  };
}
