import {
  Session,
  SessionEvent,
  type SessionEvent as SessionEventType,
  type Session as SessionType,
  StudyDay,
} from '../../../functions/src/compliance/schema.ts';
import { ChainVerifier } from '../../../functions/src/evidence/verify-chain.ts';
import { dayKey } from '../../../functions/src/platform/day-key.ts';
import { type Found, groupedBy } from '../../../functions/src/reconciliation/documents.ts';
import { belowUsers, collectionGroup, families, nameOf, readable } from './families.ts';
import type { Findings } from './finding.ts';

type At<T> = T & { readonly path: string };

/** Every student's every second: told by one event, in one session, on one day. */
export async function checkStudy({ findings }: { findings: Findings }): Promise<void> {
  const found = families({
    parents: collectionGroup('courses'),
    groups: ['sessions', 'events', 'days'],
  });
  const clock = new StudentClock();
  for await (const { parent, below } of belowUsers(found)) {
    const sessions = readable({ schema: Session, documents: below('sessions'), findings });
    const eventsOf = groupedBy(below('events'), ({ path }) => path.split('/').slice(0, -2).join('/'));
    const byDay = new SecondsByDay();
    for (const session of sessions) {
      const links = eventsOf.get(session.path) ?? [];
      expectWholeChain({ findings, session, links });
      const events = readable({ schema: SessionEvent, documents: links, findings }).toSorted(
        (one, other) => one.position - other.position,
      );
      expectSumOfEvents({ findings, session, events });
      byDay.add({ session, events });
    }
    const days = readable({ schema: StudyDay, documents: below('days'), findings });
    byDay.expect({ findings, days, account: parent.path });
    clock.expectOnce({ findings, userId: String(parent.path.split('/')[1]), sessions });
  }
}

function expectWholeChain(input: {
  findings: Findings;
  session: At<SessionType>;
  links: readonly Found[];
}): void {
  const { findings, session, links } = input;
  const { path: document, eventCount, headHash } = session;
  const verifier = new ChainVerifier(document);
  const positionOf = ({ data }: Found) => Number(data['position'] ?? 0);
  const inOrder = links.toSorted((one, other) => positionOf(one) - positionOf(other));
  const told = [
    ...inOrder.flatMap(({ data }) => verifier.add(data)),
    ...verifier.finish({ length: eventCount, hash: headHash }),
  ];
  const invariant = "a session's chain of events is whole";
  if (told.length === 0) findings.addChecked({ invariant, count: Math.max(1, links.length) });
  for (const { kind, ...where } of told)
    findings.add({
      invariant,
      document,
      field: 'events',
      expected: 'as they were written',
      found: `${kind} ${JSON.stringify(where)}`,
    });
}

function expectSumOfEvents(input: {
  findings: Findings;
  session: At<SessionType>;
  events: readonly At<SessionEventType>[];
}): void {
  const { findings, session, events } = input;
  const invariant = 'a session is the sum of its events';
  let total = 0;
  for (const { path: document, eventId, creditedSeconds, totalSeconds } of events) {
    total += creditedSeconds;
    findings.expect({ invariant, document, field: 'totalSeconds', expected: total, found: totalSeconds });
    findings.expect({ invariant, document, field: 'eventId', expected: nameOf(document), found: eventId });
  }
  const { path: document, creditedSeconds } = session;
  findings.expect({ invariant, document, field: 'creditedSeconds', expected: total, found: creditedSeconds });
  const counted = events.filter(({ kind }) => kind === 'heartbeat').map(({ eventId }) => Number(eventId));
  const lastSequence = counted.reduce((most, sequence) => Math.max(most, sequence), 0);
  findings.expect({
    invariant,
    document,
    field: 'lastSequence',
    expected: lastSequence,
    found: session.lastSequence,
  });
}

/** What is shorter than a second waits for the next event. */
const CARRY_MS = 1_000;

/** Seconds by the legal day on which they passed, as events tell; around midnight an event does not say which. */
class SecondsByDay {
  readonly #seconds = new Map<string, number>();
  readonly #unsure = new Set<string>();

  add({ session, events }: { session: SessionType; events: readonly SessionEventType[] }): void {
    const { timeZone } = session;
    let from = session.startedAt;
    for (const { at, creditedSeconds } of events) {
      const [first, last] = [dayKey(new Date(from.getTime() - CARRY_MS), timeZone), dayKey(at, timeZone)];
      if (creditedSeconds > 0) {
        if (first === last) this.#seconds.set(last, (this.#seconds.get(last) ?? 0) + creditedSeconds);
        else for (const day of [first, last]) this.#unsure.add(day);
      }
      from = at;
    }
  }

  expect(input: { findings: Findings; days: readonly StudyDay[]; account: string }): void {
    const { findings, days, account } = input;
    const stored = new Map(days.map(day => [day.dayKey, day.creditedSeconds]));
    for (const day of new Set([...stored.keys(), ...this.#seconds.keys()])) {
      if (this.#unsure.has(day)) continue;
      findings.expect({
        invariant: 'a day is the sum of the events on it',
        document: `${account}/days/${day}`,
        field: 'creditedSeconds',
        expected: this.#seconds.get(day) ?? 0,
        found: stored.get(day) ?? 0,
      });
    }
  }
}

/** A student has one session at a time, whatever the course: no second of the clock can be credited to two. */
class StudentClock {
  #userId = '';
  #sessions: readonly At<SessionType>[] = [];

  expectOnce(input: { findings: Findings; userId: string; sessions: readonly At<SessionType>[] }): void {
    const { findings, userId, sessions } = input;
    const isSame = userId === this.#userId;
    this.#userId = userId;
    this.#sessions = [...(isSame ? this.#sessions : []), ...sessions].toSorted(
      (one, other) => one.startedAt.getTime() - other.startedAt.getTime(),
    );
    for (const [index, session] of this.#sessions.entries()) {
      const before = this.#sessions[index - 1];
      const credited = session.creditedSeconds + (before?.creditedSeconds ?? 0);
      const from = (before ?? session).startedAt.getTime();
      const passed = Math.floor((session.countedUntil.getTime() - from) / 1_000);
      findings.expect({
        invariant: 'no second is credited twice',
        document: session.path,
        field: before === undefined ? 'creditedSeconds' : `creditedSeconds with ${before.sessionId}`,
        expected: credited <= passed ? credited : `at most ${passed} seconds that passed`,
        found: credited,
      });
    }
  }
}
