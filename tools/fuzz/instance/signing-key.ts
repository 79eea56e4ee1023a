import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A key that tokens are signed with, and how others know it. */
export interface SigningKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly publicPem: string;
}

export function newSigningKey(keyId: string): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return { keyId, privateKey, publicKey, publicPem };
}

export const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A JSON Web Token, signed as Google signs its own. */
export function signedToken(input: {
  readonly key: SigningKey;
  readonly claims: object;
  readonly header?: object;
}): string {
  const { key, claims, header = {} } = input;
  const head = { alg: 'RS256', typ: 'JWT', kid: key.keyId, ...header };
  const text = `${encoded(head)}.${encoded(claims)}`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key.privateKey).toString('base64url')}`;
}
