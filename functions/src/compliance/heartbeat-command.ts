import { verificationBank } from '../catalog/verification-bank.ts';
import {
  apply,
  type Change,
  type Command,
  create,
  fingerprintOf,
  toCreate,
  toWrite,
  update,
  type View,
} from '../commit/index.ts';
import type { OpenChallenge } from '../enrollments/schema.ts';
import { type EnrollmentKey, enrollmentDoc } from '../enrollments/store.ts';
import { dayKey } from '../platform/day-key.ts';
import { challengeDoc } from '../verification/store.ts';
import { type ClosingPlace, closingChanges, closingDocumentsIn, closingLoads } from './closing-documents.ts';
import { type DaysPlace, dayChanges, dayLoads, daysIn } from './day-documents.ts';
import { type HeartbeatPlan, planHeartbeat } from './heartbeat-plan.ts';
import type { WantedCheck } from './identity-checks.ts';
import { type LessonEntryPlace, lessonEntryIn, lessonEntryLoads } from './lesson-entry-documents.ts';
import type { SessionRules } from './schema.ts';
import { heartbeatEventId } from './session-events.ts';
import { sessionDoc, sessionEventDoc, studyDayDoc } from './store.ts';
import { dayKeysToKnow } from './study-days.ts';
import { HeartbeatOutcome, type HeartbeatRequest } from './wire.ts';

/** Where else to look, once it is known that a heartbeat closes its session or enters another lesson. */
export interface MorePlaces {
  readonly closing: ClosingPlace;
  readonly entry: LessonEntryPlace | undefined;
}

export interface HeartbeatCommandInput {
  readonly key: EnrollmentKey;
  readonly request: HeartbeatRequest;
  readonly timeZone: string;
  readonly rules: Pick<SessionRules, 'staleSeconds' | 'dailyLimit' | 'retentionYears'>;
  readonly wantedCheck: WantedCheck;
  /** When the heartbeat arrived. */
  readonly now: Date;
  readonly more: MorePlaces | undefined;
}

/**
 * Reads 4 (event, session, enrollment, day), writes 3 (event, session, day): one day more just after midnight, or
 * two where the limit is for any 24 hours; two writes more when a check is issued. The event is the receipt. The
 * enrollment is written only then, or by the end of the session: else it gates, and who locks it reads nothing of this.
 */
export function heartbeatCommand(input: HeartbeatCommandInput): Command<HeartbeatOutcome> {
  const { request, timeZone, rules, wantedCheck, now, more } = input;
  const { sessionId, sequence, lessonId, engaged, clientTime, courseId } = request;
  const key = { ...input.key, sessionId };
  const session = sessionDoc(key);
  const enrollment = enrollmentDoc(key);
  const event = sessionEventDoc({ ...key, eventId: heartbeatEventId(sequence) });
  const days = daysOf({ key, timeZone, rules, now });
  return {
    operation: 'heartbeat',
    aggregate: session.path,
    receipt: {
      doc: event,
      // Not the client's clock: a retry may tell another time and is the same heartbeat.
      fingerprint: fingerprintOf('heartbeat', { courseId, sessionId, sequence, lessonId, engaged }),
    },
    loads: [
      toWrite(session),
      toWrite(enrollment),
      ...dayLoads(days),
      toCreate(challengeDoc({ ...key, challengeId: wantedCheck.challengeId })),
      ...(more === undefined ? [] : closingLoads(more.closing)),
      ...(more?.entry === undefined ? [] : lessonEntryLoads(more.entry)),
    ],
    outcomeSchema: HeartbeatOutcome,
    decide: view => {
      const plan = planHeartbeat({
        session: view.get(session),
        enrollment: view.get(enrollment),
        days: daysIn(view, days, { now, retentionYears: rules.retentionYears }),
        beat: { sequence, lessonId, engaged, clientTime },
        now,
        wantedCheck,
        more:
          more === undefined
            ? undefined
            : {
                closing: closingDocumentsIn(view, more.closing),
                entry: more.entry && lessonEntryIn(view, more.entry),
              },
      });
      if (plan.kind === 'refused') return plan;
      const outcome = outcomeOf({ plan, view, key, now });
      return apply(outcome, heartbeatChanges({ plan, view }));
    },
  };
}

/** The days that a heartbeat of that moment may credit: a session that is not stale has been counted up to then. */
function daysOf(input: {
  key: EnrollmentKey;
  timeZone: string;
  rules: Pick<SessionRules, 'staleSeconds' | 'dailyLimit'>;
  now: Date;
}): DaysPlace {
  const { key, timeZone, rules, now } = input;
  const from = new Date(now.getTime() - (rules.staleSeconds + 1) * 1_000);
  return { key, dayKeys: dayKeysToKnow({ from, to: now, timeZone, dailyLimit: rules.dailyLimit }) };
}

function heartbeatChanges({ plan, view }: { plan: HeartbeatPlan; view: View }): readonly Change[] {
  const { session, event, days, issued, closed } = plan;
  const { userId, courseId, sessionId } = session;
  const key = { userId, courseId, sessionId };
  return [
    create(sessionEventDoc({ ...key, eventId: event.eventId }), event),
    ...dayChanges({ view, key, days }),
    ...(closed === undefined ? [update(sessionDoc(key), session)] : closingChanges({ closed, view })),
    ...(issued === undefined
      ? []
      : [
          update(enrollmentDoc(key), { identity: issued.identity }),
          create(challengeDoc({ ...key, challengeId: issued.challenge.challengeId }), issued.challenge),
        ]),
  ];
}

function outcomeOf(input: {
  plan: HeartbeatPlan;
  view: View;
  key: EnrollmentKey;
  now: Date;
}): HeartbeatOutcome {
  const { plan, view, key, now } = input;
  const { timeZone, creditedSeconds, state } = plan.closed?.session ?? plan.session;
  const today = dayKey(now, timeZone);
  const day =
    plan.days.find(changed => changed.dayKey === today) ?? view.get(studyDayDoc({ ...key, dayKey: today }));
  const answer = { creditedSeconds, todaySeconds: day?.creditedSeconds ?? 0, state };
  const identity = plan.issued?.identity ?? view.get(enrollmentDoc(key))?.identity;
  const challenge = plan.closed === undefined ? askedIn(identity?.openChallenge ?? null) : undefined;
  return challenge === undefined ? answer : { ...answer, challenge };
}

/** An open check as the student sees it, at every heartbeat until it is settled: the page may have been reloaded. */
function askedIn(open: OpenChallenge | null): HeartbeatOutcome['challenge'] {
  if (open === null) return undefined;
  const { challengeId, questionId, expiresAt } = open;
  const prompt = verificationBank.get(questionId);
  if (prompt === undefined) throw new Error(`The question ${questionId} is not in the bank.`);
  return { challengeId, questionId, prompt, expiresAt: expiresAt.toISOString() };
}
