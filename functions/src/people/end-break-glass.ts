import { roleDoc, staffRequestDoc } from '../accounts/store.ts';
import { endGrant, isRefusal } from '../audit/grant.ts';
import { staffAction } from '../audit/staff-action.ts';
import { accessGrantDoc } from '../audit/store.ts';
import { apply, type Command, fingerprintOf, toWrite, update } from '../commit/index.ts';
import { defineCallable } from '../platform/callable.ts';
import type { Id } from '../platform/ids.ts';
import { type EndBreakGlassAnswer, EndBreakGlassOutcome, EndBreakGlassRequest } from './wire.ts';

/** Ends a grant before its time. From the commit on nothing is read under it. */
export const endBreakGlass = defineCallable({
  name: 'endBreakGlass',
  request: EndBreakGlassRequest,
  handler: async ({ uid, data }): Promise<EndBreakGlassAnswer> => {
    const document = accessGrantDoc(data.grantId).path;
    const roles = ['auditor', 'admin'] as const;
    const { outcome, replayed } = await staffAction(
      { uid, roles, action: 'endBreakGlass', request: data, document },
      submit => submit(endBreakGlassCommand({ uid, request: data })),
    );
    return { ...outcome, replayed };
  },
});

/** Reads 1 (the grant), writes 2 (it and the request). */
export function endBreakGlassCommand({
  uid,
  request,
}: {
  uid: Id;
  request: EndBreakGlassRequest;
}): Command<EndBreakGlassOutcome> {
  const doc = accessGrantDoc(request.grantId);
  return {
    operation: 'endBreakGlass',
    aggregate: doc.path,
    receipt: {
      doc: staffRequestDoc({ uid, requestId: request.requestId }),
      fingerprint: fingerprintOf('endBreakGlass', request),
    },
    outcomeSchema: EndBreakGlassOutcome,
    loads: [toWrite(doc), toWrite(roleDoc(uid))],
    decide: view => {
      const role = view.get(roleDoc(uid))?.role ?? 'student';
      const grant = endGrant({ grant: view.get(doc), uid, role, now: view.now });
      if (isRefusal(grant)) return grant;
      const endedAt = grant.endedAt ?? view.now;
      return apply({ endedAt: endedAt.toISOString() }, [update(doc, { endedAt })]);
    },
  };
}
