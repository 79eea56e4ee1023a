import type { Role } from '../accounts/schema.ts';
import { roleDoc } from '../accounts/store.ts';
import { fingerprintOf, type JsonObject, type View } from '../commit/index.ts';
import { Id } from '../platform/ids.ts';
import type { Reason } from '../platform/reasons.ts';
import { type AuditContent, OPERATOR } from './schema.ts';

/** What a request says of itself; every staff callable's request fits. */
export interface ActRequest {
  readonly requestId: Id;
  readonly reason?: string | undefined;
  readonly userId?: Id | undefined;
  readonly courseId?: Id | undefined;
}

/** Somebody wants to do something to somebody. */
export interface Act {
  /** Who; `operator` for scripts. */
  readonly uid: Id | typeof OPERATOR;
  /** Who may: checked in the commit. Operators may. */
  readonly roles: readonly Role[];
  /** The callable's name. */
  readonly action: string;
  readonly request: ActRequest;
  /** The path of what it is done to, where that is neither student nor course. */
  readonly document?: string;
  /** What it was before, small and without personal data; the command's answer tells what it is after. */
  readonly before?: (view: View) => JsonObject;
}

const operatorUid = Id.parse(OPERATOR);

export const uidOf = ({ uid }: Act): Id => (uid === OPERATOR ? operatorUid : uid);

/**
 * One record for each thing done: a request that comes again finds it. Different subjects under one request id are
 * different acts.
 */
export const appliedEntryId = (act: Act): Id =>
  Id.parse(
    fingerprintOf('audit', { ...nameOf(act), requestId: act.request.requestId, subject: subjectOf(act) }),
  );

/**
 * One for each request refused and reason. Of strangers only the first of a day: nobody shall fill the log who may
 * do nothing else. @param day `2026-03-08`
 */
export function refusedEntryId({ act, reason, day }: { act: Act; reason: Reason; day: string }): Id {
  const about =
    reason === 'ROLE_REQUIRED' ? { day } : { requestId: act.request.requestId, subject: subjectOf(act) };
  return Id.parse(fingerprintOf('audit.refused', { ...nameOf(act), reason, ...about }));
}

const nameOf = (act: Act) => ({ action: act.action, uid: uidOf(act) });

/** All that the record says of the act itself. */
export function describe(
  act: Act,
  view: View,
): Pick<AuditContent, 'action' | 'requestId' | 'actor' | 'subject' | 'reason'> {
  const uid = uidOf(act);
  const role = act.uid === OPERATOR ? OPERATOR : (view.get(roleDoc(uid))?.role ?? 'student');
  return {
    action: act.action,
    requestId: act.request.requestId,
    actor: { uid, role },
    subject: subjectOf(act),
    reason: act.request.reason ?? null,
  };
}

const subjectOf = ({ request, document }: Act): AuditContent['subject'] => ({
  userId: request.userId ?? null,
  courseId: request.courseId ?? null,
  document: document ?? null,
});
