import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { Id } from '../platform/ids.ts';
import type { SessionKey } from './store.ts';

/** What a page sends when it goes away: which session, and a secret that can close it and nothing else. */
export interface BeaconToken {
  readonly key: SessionKey;
  readonly secret: string;
}

/** Three ids of 128 letters, a secret of 43, three dots. */
export const MAX_TOKEN_LENGTH = 430;

const Parts = z.tuple([Id, Id, Id, z.string().regex(/^[A-Za-z0-9_-]{43}$/)]);

/** Neither ids nor secrets hold a dot. */
export const beaconTokenText = ({ key, secret }: BeaconToken): string =>
  [key.userId, key.courseId, key.sessionId, secret].join('.');

export function parseBeaconToken(text: string): BeaconToken | undefined {
  const parts = Parts.safeParse(text.split('.'));
  if (!parts.success) return undefined;
  const [userId, courseId, sessionId, secret] = parts.data;
  return { key: { userId, courseId, sessionId }, secret };
}

/** All that a session's document, which its student may read, keeps of the secret. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** In constant time; a spent token (null) fits nothing. */
export function isSecretOf(hash: string | null, secret: string): boolean {
  const given = Buffer.from(hashOfSecret(secret), 'hex');
  return hash !== null && timingSafeEqual(Buffer.from(hash, 'hex'), given);
}
