import { z } from 'zod';
import type { ChallengeRules } from '../catalog/policy-rules.ts';
import { apply, type Command, lanes, readDocument, toCreate, toWrite, untilFresh } from '../commit/index.ts';
import { timeAdjustmentDoc } from '../enrollments/adjustment.ts';
import { type EnrollmentKey, enrollmentDoc } from '../enrollments/store.ts';
import type { Id } from '../platform/ids.ts';
import { log } from '../platform/log.ts';
import { refuse } from '../platform/refusal.ts';
import { challengeRulesOf } from './challenge-rules.ts';
import { type OpenSessionSeconds, openSessionSecondsOf } from './open-session.ts';
import { findOverdueChallenges } from './queries.ts';
import { isOverdue, settleExpired } from './settlement.ts';
import { settlementChanges } from './settlement-changes.ts';
import { challengeDoc } from './store.ts';

/** Settled at once; more would only queue up behind each other's commits. */
const PAGE_SIZE = 50;

export const ExpiredChallenge = z.object({ result: z.enum(['expired', 'unchanged']) });
export type ExpiredChallenge = z.infer<typeof ExpiredChallenge>;

/** Reads 3 (enrollment, challenge, session pointer), 4 with an open session; writes 2, or 3 where time is taken back. */
function expireCommand(input: {
  readonly key: EnrollmentKey;
  readonly challengeId: Id;
  readonly rules: ChallengeRules;
  readonly openSession: OpenSessionSeconds;
  readonly now: Date;
}): Command<ExpiredChallenge> {
  const { key, challengeId, rules, openSession, now } = input;
  const enrollment = enrollmentDoc(key);
  const challenge = challengeDoc({ ...key, challengeId });
  return {
    operation: 'expireOverdueChallenge',
    aggregate: enrollment.path,
    receipt: 'state',
    outcomeSchema: ExpiredChallenge,
    loads: [
      ...[enrollment, challenge].map(toWrite),
      ...openSession.loads,
      toCreate(timeAdjustmentDoc({ ...key, adjustmentId: challengeId })),
    ],
    decide: view => {
      const [current, open] = [view.get(enrollment), view.get(challenge)];
      const isStillOpen = current?.identity.openChallenge?.challengeId === challengeId;
      if (current === undefined || open === undefined || !isStillOpen || !isOverdue(current.identity, now))
        return apply({ result: 'unchanged' }, []);
      const openSessionSeconds = openSession.in(view);
      if (typeof openSessionSeconds !== 'number') return refuse('STALE_READ');
      const settlement = settleExpired({
        enrollment: current,
        challenge: open,
        rules,
        openSessionSeconds,
        now: view.now,
      });
      return apply({ result: 'expired' }, settlementChanges({ key, settlement }));
    },
  };
}

/**
 * Settles an enrollment's open check with silence, if its time is over at `now`: tallies, lock, and the time taken
 * back. Harmless to ask for again, and where there is nothing to settle.
 */
export function expireOverdueChallenge({
  key,
  now,
}: {
  key: EnrollmentKey;
  now: Date;
}): Promise<ExpiredChallenge> {
  return untilFresh({
    work: async () => {
      const enrollment = await readDocument(enrollmentDoc(key));
      const open = enrollment?.identity.openChallenge ?? null;
      if (enrollment === undefined || open === null || !isOverdue(enrollment.identity, now))
        return { result: 'unchanged' };
      const [rules, openSession] = await Promise.all([challengeRulesOf(key), openSessionSecondsOf(key)]);
      const { challengeId } = open;
      const command = expireCommand({ key, challengeId, rules, openSession, now });
      return (await lanes().submit(command)).outcome;
    },
  });
}

export interface ExpiredChallengeCounts {
  readonly expired: number;
  readonly unchanged: number;
  readonly failed: number;
}

/** Every check whose silence was over at `now`, for the sweep. One that fails is counted and left to the next run. */
export async function expireOverdueChallenges({ now }: { now: Date }): Promise<ExpiredChallengeCounts> {
  const counts = { expired: 0, unchanged: 0, failed: 0 };
  for await (const page of findOverdueChallenges({ now, pageSize: PAGE_SIZE })) {
    const settling = page.map(key => expireOverdueChallenge({ key, now }));
    for (const settled of await Promise.allSettled(settling)) {
      if (settled.status === 'fulfilled') counts[settled.value.result] += 1;
      else {
        counts.failed += 1;
        log.error('expireOverdueChallenges', settled.reason);
      }
    }
  }
  log.info('expireOverdueChallenges', counts);
  return counts;
}
