import { z } from 'zod';
import { requireRole } from '../accounts/require-role.ts';
import { type Applied, apply, type Command, type JsonObject, lanes } from '../commit/index.ts';
import { systemClock } from '../platform/clock.ts';
import { log } from '../platform/log.ts';
import { isRetryable } from '../platform/reasons.ts';
import { RefusalError } from '../platform/refusal.ts';
import { type Act, uidOf } from './act.ts';
import { audited } from './audited.ts';
import { recordRefusal } from './record-refusal.ts';
import { auditChainDoc, chainOf } from './store.ts';

/** `lanes().submit`, with the act's record in the same commit. */
export type SubmitAudited = <Outcome extends JsonObject>(
  command: Command<Outcome>,
) => Promise<Applied<Outcome>>;

/**
 * What a staff endpoint does, from beginning to end: whoever lacks the role is refused before anything is read, every
 * command submitted through `submit` is told in the audit log with its own commit, and a refusal of any kind is told
 * after it. Costs 1 read (the role) besides what `audited` costs.
 *
 * @example
 * handler: ({ uid, data }) =>
 *   staffAction({ uid, roles: ['admin'], action: 'unlockEnrollment', request: data }, submit => unlock({ data, submit }))
 */
export async function staffAction<Answer>(
  act: Act,
  work: (submit: SubmitAudited) => Promise<Answer>,
): Promise<Answer> {
  try {
    await requireRole({ uid: uidOf(act), roles: act.roles });
    return await work(command => lanes().submit(audited(command, act)));
  } catch (error) {
    if (error instanceof RefusalError) await tellRefusal({ act, error });
    throw error;
  }
}

/**
 * «Try again» refuses nothing, and what everybody may do for themselves is nobody's business if refused. A record
 * that fails must not hide the refusal: whoever waits is told that.
 */
export async function tellRefusal({ act, error }: { act: Act; error: RefusalError }): Promise<void> {
  const { reason } = error.refusal;
  if (isRetryable(reason) || act.roles.includes('student')) return;
  try {
    const day = systemClock.now().toISOString().slice(0, 10);
    await lanes().submit(recordRefusal({ act, reason, day }));
  } catch (failure) {
    log.error('auditRefusalNotRecorded', failure, { action: act.action, uid: uidOf(act), reason });
  }
}

const Noted = z.object({});

/**
 * A command that changes nothing but the log: for what is done outside this commit, such as a replay of an event.
 * Told before it is done.
 */
export const note = (act: Act): Command<Record<string, never>> => ({
  operation: 'noteStaffAction',
  aggregate: auditChainDoc(chainOf(uidOf(act))).path,
  receipt: 'state',
  outcomeSchema: Noted,
  loads: [],
  decide: () => apply({}, []),
});
