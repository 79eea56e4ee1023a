import { createHash } from 'node:crypto';
import type { Doc } from '../commit/index.ts';
import { Id } from '../platform/ids.ts';
import { AccessGrant, AuditChain, AuditRecord } from './schema.ts';

/**
 * Every staff action writes the end of a chain. One chain would make staff wait for each other; by actor, two
 * people rarely meet in one, and an actor acts one thing after the other anyway.
 */
const CHAINS = 16;

export const chainNames: readonly Id[] = Array.from({ length: CHAINS }, (_, index) =>
  Id.parse(`staff-${index.toString(16)}`),
);

/** Which chain an actor's actions are in. */
export function chainOf(uid: Id): Id {
  const first = createHash('sha256').update(uid).digest().readUInt8(0) % CHAINS;
  return Id.parse(`staff-${first.toString(16)}`);
}

export const auditChainDoc = (chain: Id): Doc<AuditChain> => ({
  path: `auditChains/${chain}`,
  schema: AuditChain,
});

export const auditRecordDoc = (entryId: Id): Doc<AuditRecord> => ({
  path: `auditLog/${entryId}`,
  schema: AuditRecord,
});

export const accessGrantDoc = (grantId: Id): Doc<AccessGrant> => ({
  path: `accessGrants/${grantId}`,
  schema: AccessGrant,
});
