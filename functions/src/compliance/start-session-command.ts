import type { PolicyRules } from '../catalog/policy-rules.ts';
import { courseDoc } from '../catalog/store.ts';
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
import { type EnrollmentKey, enrollmentDoc } from '../enrollments/store.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import { verificationProfileDoc } from '../verification/store.ts';
import { type ClosedSession, closeSession } from './closing.ts';
import { type ClosingPlace, closingChanges, closingDocumentsIn, closingLoads } from './closing-documents.ts';
import { dayLoads, daysIn } from './day-documents.ts';
import { type LessonEntryPlace, lessonEntryIn, lessonEntryLoads } from './lesson-entry-documents.ts';
import { isOpen } from './open-session.ts';
import type { ActiveSession, Session } from './schema.ts';
import { STARTED_EVENT_ID } from './session-events.ts';
import { afterReplacing, type SessionStarted, type SessionWish, startSession } from './session-start.ts';
import { activeSessionDoc, sessionDoc, sessionEventDoc } from './store.ts';
import { dayKeysToKnow } from './study-days.ts';
import { StartSessionOutcome, type StartSessionRequest } from './wire.ts';

export interface StartCommandInput {
  readonly key: EnrollmentKey;
  readonly request: StartSessionRequest;
  readonly rules: PolicyRules;
  readonly timeZone: string;
  readonly wish: Omit<SessionWish, 'sessionId' | 'device'>;
  readonly now: Date;
  /** The student's open session as it was when the command was built. */
  readonly replaced: ClosingPlace | undefined;
  readonly entry: LessonEntryPlace | undefined;
}

/**
 * Reads 4 (the student's place, enrollment, course, day), 2 more with a lesson, 1 with identity checks, and
 * what the end of a replaced session needs; writes 3 (session, event, place), and the enrollment where it changes.
 * The session is the receipt. What is only read gates: whoever takes the access away meanwhile is met by the next
 * heartbeat. Two that start at once meet in the student's place, which both write.
 */
export function startSessionCommand(input: StartCommandInput): Command<StartSessionOutcome> {
  const { request, rules, timeZone, now, replaced, entry } = input;
  const sessionId = request.requestId;
  const key = { ...input.key, sessionId };
  const place = activeSessionDoc(key.userId);
  const { dailyLimit, retentionYears } = rules;
  const days = { key, dayKeys: dayKeysToKnow({ from: now, to: now, timeZone, dailyLimit }) };
  return {
    operation: 'startSession',
    aggregate: place.path,
    receipt: { doc: sessionDoc(key), fingerprint: fingerprintOf('startSession', request) },
    loads: [
      toCreate(sessionEventDoc({ ...key, eventId: STARTED_EVENT_ID })),
      ...[place, enrollmentDoc(key), courseDoc(key.courseId)].map(toWrite),
      ...(rules.challenges === null ? [] : [toWrite(verificationProfileDoc(key.userId))]),
      ...dayLoads(days),
      ...(entry === undefined ? [] : lessonEntryLoads(entry)),
      ...(replaced === undefined ? [] : closingLoads(replaced)),
    ],
    outcomeSchema: StartSessionOutcome,
    decide: view => {
      const known = view.get(place);
      const replacing = replace({ known, replaced, view });
      if (replacing.kind === 'refused') return replacing;
      const { closed } = replacing;
      const facts = {
        wish: { ...input.wish, sessionId, device: request.device },
        enrollment: view.get(enrollmentDoc(key)),
        last: known?.last ?? null,
        rules,
        course: view.get(courseDoc(key.courseId)),
        entry: entry && lessonEntryIn(view, entry),
        profile: rules.challenges === null ? undefined : view.get(verificationProfileDoc(key.userId)),
        days: daysIn(view, days, { now, retentionYears }),
        now,
      };
      const started = startSession(afterReplacing({ facts, closed }));
      if (started.kind === 'refused') return started;
      const { remainingTodaySeconds } = started;
      const outcome = { sessionId, heartbeatSeconds: rules.heartbeatSeconds, remainingTodaySeconds };
      return apply(outcome, [
        ...(closed === undefined ? [] : closingChanges({ closed, view, keepsActiveSession: true })),
        ...startChanges({ started, view }),
      ]);
    },
  };
}

/** Ends the session that this one replaces, as of its last heartbeat. STALE_READ if another is open by now. */
function replace(input: {
  known: ActiveSession | undefined;
  replaced: ClosingPlace | undefined;
  view: View;
}): { readonly kind: 'replaced'; readonly closed: ClosedSession | undefined } | Refusal {
  const { known, replaced, view } = input;
  const sessionId = known?.sessionId ?? undefined;
  if (sessionId !== replaced?.key.sessionId) return refuse('STALE_READ');
  if (replaced === undefined) return { kind: 'replaced', closed: undefined };
  if (known?.courseId !== replaced.key.courseId) return refuse('STALE_READ');
  const session: Session | undefined = view.get(sessionDoc(replaced.key));
  if (session === undefined || !isOpen(session)) return { kind: 'replaced', closed: undefined };
  const ending = { state: 'ABANDONED', endReason: 'superseded', endedAt: session.lastAcceptedAt } as const;
  const closed = closeSession({ session, ending, documents: closingDocumentsIn(view, replaced) });
  return closed === undefined ? refuse('STALE_READ') : { kind: 'replaced', closed };
}

function startChanges({ started, view }: { started: SessionStarted; view: View }): readonly Change[] {
  const { session, event, enrollment, activeSession } = started;
  const { userId, courseId, sessionId } = session;
  const key = { userId, courseId, sessionId };
  const place = activeSessionDoc(userId);
  const before = view.get(enrollmentDoc(key));
  return [
    create(sessionDoc(key), session),
    create(sessionEventDoc({ ...key, eventId: event.eventId }), event),
    view.get(place) === undefined ? create(place, activeSession) : update(place, activeSession),
    // An update of what is the same would be billed all the same.
    ...(enrollment === before ? [] : [update(enrollmentDoc(key), enrollment)]),
  ];
}
