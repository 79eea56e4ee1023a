import type { Role } from '../accounts/schema.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import type { AccessGrant } from './schema.ts';

const MINUTE_MS = 60_000;

interface GrantWish {
  readonly grantId: Id;
  readonly uid: Id;
  readonly request: {
    readonly userId: Id;
    readonly courseId: Id;
    readonly reason: string;
    readonly minutes: number;
  };
  readonly now: Date;
}

/** Never over one's own records: those are not an auditor's to look into. */
export function grantAccess({ grantId, uid, request, now }: GrantWish): AccessGrant | Refusal {
  const { userId, courseId, reason, minutes } = request;
  if (userId === uid) return refuse('NOT_FOR_ONESELF');
  const expiresAt = new Date(now.getTime() + minutes * MINUTE_MS);
  return {
    grantId,
    uid,
    userId,
    courseId,
    reason,
    grantedAt: now,
    expiresAt,
    endedAt: null,
    reads: 0,
    lastReadAt: null,
  };
}

/** Until the instant it expires, that instant not included. */
export const isLive = ({ expiresAt, endedAt }: AccessGrant, now: Date): boolean =>
  endedAt === null && now.getTime() < expiresAt.getTime();

/** The grant after it was read under, or why it cannot be. */
export function readUnder(grant: AccessGrant | undefined, now: Date): AccessGrant | Refusal {
  if (grant === undefined || !isLive(grant, now)) return refuse('GRANT_REQUIRED');
  return { ...grant, reads: grant.reads + 1, lastReadAt: now };
}

/** Auditors end their own grants, admins any. One that is over stays as it ended. */
export function endGrant(input: {
  grant: AccessGrant | undefined;
  uid: Id;
  role: Role;
  now: Date;
}): AccessGrant | Refusal {
  const { grant, uid, role, now } = input;
  if (grant === undefined || (role !== 'admin' && grant.uid !== uid)) return refuse('NOT_FOUND');
  if (!isLive(grant, now)) return { ...grant, endedAt: grant.endedAt ?? grant.expiresAt };
  return { ...grant, endedAt: now };
}

export const isRefusal = (result: AccessGrant | Refusal): result is Refusal => 'kind' in result;
