import { type Applied, lanes, readDocument, untilFresh } from '../commit/index.ts';
import { type Pins, pinsOf } from '../enrollments/pins.ts';
import type { EnrollmentKey } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import { systemChance } from '../platform/chance.ts';
import { systemClock } from '../platform/clock.ts';
import type { Id } from '../platform/ids.ts';
import { drawChallengeChance } from '../verification/challenge.ts';
import { expireOverdueChallenge } from '../verification/expire-overdue-challenges.ts';
import { beaconTokenText } from './beacon-token.ts';
import { type ClosingPlace, closingPlaceOf } from './closing-documents.ts';
import type { SessionWish } from './session-start.ts';
import { startSessionCommand } from './start-session-command.ts';
import { activeSessionDoc, sessionDoc } from './store.ts';
import { type StartSessionAnswer, type StartSessionOutcome, StartSessionRequest } from './wire.ts';

/** Each try that fails means that another start of the same student got through: a student has few tabs. */
const TRIES = 30;

/** Begins to count time. The student's session before, wherever it is open, ends as of its last heartbeat. */
export const startSession = defineCallable({
  name: 'startSession',
  request: StartSessionRequest,
  handler: async ({ uid, data }): Promise<StartSessionAnswer> => {
    const now = systemClock.now();
    const key = { userId: uid, courseId: data.courseId };
    const pins = await pinsOf(key);
    const beaconSecret = systemChance.secret();
    const { jitterUnit } = drawChallengeChance(systemChance);
    const wish = { beaconSecret, jitterUnit };
    const { outcome, replayed } = await submitStart({ key, request: data, pins, wish, now });
    const secret = replayed
      ? await secretOf({ key, sessionId: outcome.sessionId, beaconSecret })
      : beaconSecret;
    const beaconToken = beaconTokenText({ key: { ...key, sessionId: outcome.sessionId }, secret });
    return { ...outcome, beaconToken, replayed };
  },
});

function submitStart(input: {
  key: EnrollmentKey;
  request: StartSessionRequest;
  pins: Pins;
  wish: Omit<SessionWish, 'sessionId' | 'device'>;
  now: Date;
}): Promise<Applied<StartSessionOutcome>> {
  const { key, request, pins, wish, now } = input;
  const { lessonId } = request;
  const { timeZone, policy } = pins;
  return untilFresh({
    tries: TRIES,
    work: async attempt => {
      // The check of a session before may have met with silence, and locked the course.
      if (attempt > 1) await expireOverdueChallenge({ key, now });
      const replaced = await openPlaceOf(key.userId);
      const entry = lessonId === undefined ? undefined : { key, lessonId };
      const { rules } = policy;
      return lanes().submit(
        startSessionCommand({ key, request, rules, timeZone, wish, now, replaced, entry }),
      );
    },
  });
}

/** Where the end of the student's open session is written, of whatever course it is. */
async function openPlaceOf(userId: Id): Promise<ClosingPlace | undefined> {
  const active = await readDocument(activeSessionDoc(userId));
  const { sessionId = null, courseId = null } = active ?? {};
  if (sessionId === null || courseId === null) return undefined;
  const key = { userId, courseId, sessionId };
  const session = await readDocument(sessionDoc(key));
  return session === undefined ? { key, lessonIds: [] } : closingPlaceOf({ session });
}

/**
 * The secret that was handed out before, for a client whose answer got lost. No receipt keeps it; once the session
 * is over none opens anything, so then a fresh one does no harm and tells nothing.
 */
async function secretOf(input: { key: EnrollmentKey; sessionId: Id; beaconSecret: string }): Promise<string> {
  const { key, sessionId, beaconSecret } = input;
  const active = await readDocument(activeSessionDoc(key.userId));
  const isSame = active?.sessionId === sessionId && active.courseId === key.courseId;
  return (isSame ? active.beaconSecret : null) ?? beaconSecret;
}
