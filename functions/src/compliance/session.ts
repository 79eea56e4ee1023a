import type { PolicyRules } from '../catalog/policy-rules.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import { isOpen } from './open-session.ts';
import type { Session, SessionRules, SessionState } from './schema.ts';

/** Why nothing can be done in this session any more; undefined while it is open. */
export function refuseUnlessOpen(session: Session | undefined): Refusal | undefined {
  if (session === undefined) return refuse('NOT_FOUND');
  if (isOpen(session)) return undefined;
  return refuse(session.endReason === 'superseded' ? 'SESSION_SUPERSEDED' : 'SESSION_CLOSED');
}

/** The state of an open session: what keeps it from earning just now, if anything. */
export function openStateOf({
  breakEndsAt,
  lastEngagedAt,
  rules,
  now,
}: Pick<Session, 'breakEndsAt' | 'lastEngagedAt' | 'rules'> & { now: Date }): SessionState {
  if (breakEndsAt !== null && breakEndsAt.getTime() > now.getTime()) return 'ON_BREAK';
  const idleMs = now.getTime() - lastEngagedAt.getTime();
  return rules.idleSeconds !== null && idleMs >= rules.idleSeconds * 1_000 ? 'IDLE' : 'ACTIVE';
}

/** What of the policy a session pins at its start. */
export const sessionRulesFrom = (rules: PolicyRules): SessionRules => ({
  heartbeatSeconds: rules.heartbeatSeconds,
  maximumGapSeconds: rules.maximumGapSeconds,
  idleSeconds: rules.idleSeconds,
  staleSeconds: rules.staleSeconds,
  breakEverySeconds: rules.breakEverySeconds,
  breakSeconds: rules.breakSeconds,
  dailyLimit: rules.dailyLimit,
  requiredSeconds: rules.requiredSeconds,
  retentionYears: rules.retentionYears,
});
