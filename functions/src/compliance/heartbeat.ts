import { type Applied, lanes, readDocument, untilFresh } from '../commit/index.ts';
import { type Pins, pinsOf } from '../enrollments/pins.ts';
import { type EnrollmentKey, enrollmentDoc } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import { systemChance } from '../platform/chance.ts';
import { systemClock } from '../platform/clock.ts';
import { refused } from '../platform/refusal.ts';
import { drawChallengeChance } from '../verification/challenge.ts';
import { expireOverdueChallenge } from '../verification/expire-overdue-challenges.ts';
import { isOverdue } from '../verification/settlement.ts';
import { closingPlaceOf } from './closing-documents.ts';
import { heartbeatCommand, type MorePlaces } from './heartbeat-command.ts';
import { sessionDoc } from './store.ts';
import { type HeartbeatAnswer, type HeartbeatOutcome, HeartbeatRequest } from './wire.ts';

/** A second look is enough; more only if something changes at the same moment, again and again. */
const TRIES = 6;

/** A sign of life from the student's page; what the time since the last one earns is decided here. */
export const heartbeat = defineCallable({
  name: 'heartbeat',
  request: HeartbeatRequest,
  handler: async ({ uid, data }): Promise<HeartbeatAnswer> => {
    const now = systemClock.now();
    const key = { userId: uid, courseId: data.courseId };
    const { outcome, replayed } = await submitHeartbeat({ key, request: data, now, pins: await pinsOf(key) });
    return { ...outcome, replayed };
  },
});

export interface Arrived {
  readonly key: EnrollmentKey;
  readonly request: HeartbeatRequest;
  readonly now: Date;
  readonly pins: Pins;
}

/** Tries with the four documents that most heartbeats need, and with more if that was not enough. */
function submitHeartbeat(arrived: Arrived): Promise<Applied<HeartbeatOutcome>> {
  const { key, request, now, pins } = arrived;
  const { rules } = pins.policy;
  const wantedCheck = {
    rules: rules.challenges,
    challengeId: systemChance.id(),
    chance: drawChallengeChance(systemChance),
  };
  const { timeZone } = pins;
  return untilFresh({
    tries: TRIES,
    work: async attempt => {
      const more = attempt === 1 ? undefined : await morePlacesOf(arrived);
      return lanes().submit(heartbeatCommand({ key, request, timeZone, rules, wantedCheck, now, more }));
    },
  });
}

/** Settles a check that was met with silence, then looks where the heartbeat will be written. */
async function morePlacesOf({ key, request, now }: Arrived): Promise<MorePlaces> {
  const { sessionId, lessonId } = request;
  const enrollment = await readDocument(enrollmentDoc(key));
  if (enrollment !== undefined && isOverdue(enrollment.identity, now))
    await expireOverdueChallenge({ key, now });
  const session = await readDocument(sessionDoc({ ...key, sessionId }));
  if (session === undefined) throw refused('NOT_FOUND');
  return {
    closing: closingPlaceOf({ session }),
    entry: session.lessonId === lessonId ? undefined : { key, lessonId },
  };
}
