import type { Act } from '../audit/act.ts';
import { type SubmitAudited, staffAction } from '../audit/staff-action.ts';
import { lanes } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import type { Actor } from './actor.ts';
import type { AuthorizationPins } from './authorization-pins.ts';
import { authorizationDoc } from './store.ts';

interface Acting {
  readonly actor: Actor;
  readonly pins: AuthorizationPins;
  /** The callable's name. */
  readonly action: string;
  readonly request: { readonly requestId: Id; readonly reason?: string | undefined };
  /** Whether staff let something pass here: told whoever does it. */
  readonly isException?: boolean;
}

/**
 * Submits what somebody does on an authorization. What its student and instructor do stands in its ledger and takes no
 * locks. What an admin does, and an exception that an instructor makes, is told in the audit log besides, with the role
 * checked in the commit.
 */
export function actingOn<Answer>(
  { actor, pins, action, request, isException = false }: Acting,
  work: (submit: SubmitAudited) => Promise<Answer>,
): Promise<Answer> {
  if (actor.as === 'student' || (actor.as === 'instructor' && !isException))
    return work(command => lanes().submit(command));
  const { authorizationId, studentId: userId, courseId } = pins;
  const { requestId, reason } = request;
  const act: Act = {
    uid: actor.uid,
    roles: [actor.as],
    action,
    request: { requestId, reason, userId, courseId },
    document: authorizationDoc(authorizationId).path,
  };
  return staffAction(act, work);
}
