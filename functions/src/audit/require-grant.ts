import { z } from 'zod';
import { refuseWithoutRole, requireRole } from '../accounts/require-role.ts';
import { roleDoc } from '../accounts/store.ts';
import { apply, type Command, lanes, toGuard, toWrite, update } from '../commit/index.ts';
import { systemClock } from '../platform/clock.ts';
import { Id } from '../platform/ids.ts';
import { RefusalError, refused } from '../platform/refusal.ts';
import type { Act } from './act.ts';
import { appendRecord, recordLoads } from './append-record.ts';
import { isRefusal, readUnder } from './grant.ts';
import { findGrants } from './queries.ts';
import { tellRefusal } from './staff-action.ts';
import { accessGrantDoc, auditChainDoc, auditRecordDoc, chainOf } from './store.ts';

export interface GrantedRead {
  readonly uid: Id;
  readonly userId: Id;
  readonly courseId: Id;
  /** The callable that reads. */
  readonly action: string;
  /** Made anew for each call, by the endpoint: every read is told, the hundredth too. */
  readonly readId: Id;
}

const Read = z.object({ grantId: Id });
type Read = z.infer<typeof Read>;

/**
 * Lets an auditor, or an admin who asked for it, read one student's records under a live grant, and tells so in the
 * audit log before anything is read. Costs a query, 4 reads (role twice, grant, chain) and 3 writes (grant, record, chain).
 * @throws RefusalError GRANT_REQUIRED, which is told as well
 */
export async function requireGrant(read: GrantedRead): Promise<Read> {
  try {
    await requireRole(actOf(read));
    for (const grantId of await findGrants({ ...read, now: systemClock.now() })) {
      const used = await useGrant({ read, grantId });
      if (used !== undefined) return used;
    }
    throw refused('GRANT_REQUIRED');
  } catch (error) {
    if (error instanceof RefusalError) await tellRefusal({ act: actOf(read), error });
    throw error;
  }
}

/** Undefined if it ended since it was found; there may be another. */
async function useGrant(input: { read: GrantedRead; grantId: Id }): Promise<Read | undefined> {
  try {
    return (await lanes().submit(readUnderGrant(input))).outcome;
  } catch (error) {
    if (error instanceof RefusalError && error.refusal.reason === 'GRANT_REQUIRED') return undefined;
    throw error;
  }
}

/** Counts the read on the grant, so that ending the grant and reading under it are one after the other. */
export function readUnderGrant({ read, grantId }: { read: GrantedRead; grantId: Id }): Command<Read> {
  const { uid, userId, courseId, action, readId } = read;
  const grant = accessGrantDoc(grantId);
  const key = { entryId: readId, uid };
  return {
    operation: 'readUnderGrant',
    aggregate: auditChainDoc(chainOf(uid)).path,
    receipt: 'state',
    outcomeSchema: Read,
    loads: [toWrite(grant), toGuard(roleDoc(uid)), ...recordLoads(key)],
    decide: view => {
      // Sent again after its answer was lost.
      if (view.get(auditRecordDoc(readId)) !== undefined) return apply({ grantId }, []);
      // Whoever is no longer an auditor has no use of a grant from before.
      const refusal = refuseWithoutRole({ uid, roles: ['auditor', 'admin'] }, view);
      if (refusal !== undefined) return refusal;
      const used = readUnder(view.get(grant), view.now);
      if (isRefusal(used)) return used;
      const content = {
        action,
        requestId: null,
        actor: { uid, role: view.get(roleDoc(uid))?.role ?? 'student' },
        subject: { userId, courseId, document: grant.path },
        reason: used.reason,
        outcome: 'read',
        refusal: null,
        before: null,
        after: null,
      } as const;
      return apply({ grantId }, [
        update(grant, { reads: used.reads, lastReadAt: used.lastReadAt }),
        ...appendRecord({ key, content, view }),
      ]);
    },
  };
}

const actOf = ({ uid, userId, courseId, action, readId }: GrantedRead): Act & { uid: Id } => ({
  uid,
  roles: ['auditor', 'admin'],
  action,
  request: { requestId: readId, userId, courseId },
});
