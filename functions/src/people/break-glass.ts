import { grantAccess, isRefusal } from '../audit/grant.ts';
import { staffAction } from '../audit/staff-action.ts';
import { accessGrantDoc } from '../audit/store.ts';
import {
  type Applied,
  apply,
  type Command,
  create,
  fingerprintOf,
  toCreate,
  toWrite,
} from '../commit/index.ts';
import { enrollmentDoc } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import { Id } from '../platform/ids.ts';
import { refuse } from '../platform/refusal.ts';
import { type BreakGlassAnswer, BreakGlassOutcome, BreakGlassRequest } from './wire.ts';

/** Opens one student's records of one course to whoever asks, for minutes and with a reason. */
export const breakGlass = defineCallable({
  name: 'breakGlass',
  request: BreakGlassRequest,
  handler: async ({ uid, data }): Promise<BreakGlassAnswer> => {
    const act = { uid, roles: ['auditor', 'admin'], action: 'breakGlass', request: data } as const;
    const { outcome, replayed }: Applied<BreakGlassOutcome> = await staffAction(act, submit =>
      submit(breakGlassCommand({ uid, request: data })),
    );
    return { ...outcome, replayed };
  },
});

/** The grant is named after who asks and the request, so it is its own receipt. Reads 1, writes 1. */
export function breakGlassCommand({
  uid,
  request,
}: {
  uid: Id;
  request: BreakGlassRequest;
}): Command<BreakGlassOutcome> {
  const grantId = Id.parse(fingerprintOf('accessGrant', { uid, requestId: request.requestId }));
  const doc = accessGrantDoc(grantId);
  return {
    operation: 'breakGlass',
    aggregate: doc.path,
    receipt: { doc, fingerprint: fingerprintOf('breakGlass', { ...request, by: uid }) },
    outcomeSchema: BreakGlassOutcome,
    // An enrollment is never deleted, so what was seen of it stays true.
    loads: [toCreate(doc), toWrite(enrollmentDoc(request))],
    decide: view => {
      if (view.get(enrollmentDoc(request)) === undefined) return refuse('ENROLLMENT_NOT_FOUND');
      const grant = grantAccess({ grantId, uid, request, now: view.now });
      if (isRefusal(grant)) return grant;
      return apply({ grantId, expiresAt: grant.expiresAt.toISOString() }, [create(doc, grant)]);
    },
  };
}
