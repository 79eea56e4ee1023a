import { isOpen } from '../../../functions/src/compliance/open-session.ts';
import { ActiveSession, Session, SessionEvent, StudyDay } from '../../../functions/src/compliance/schema.ts';
import { Enrollment } from '../../../functions/src/enrollments/schema.ts';
import { linkHash, rootHash } from '../../../functions/src/evidence/chain.ts';
import type { Changed } from '../memory/memory-firestore.ts';
import { above, type Checker, type Looking } from './checker.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const sessionsAt = ({ documents }: Looking, path: string): readonly Session[] =>
  documents.dataIn(`${path}/sessions`).map(session => Session.parse(session));

/** Days hold what the closed sessions brought to the enrollment and what the open one has earned so far. */
function lookAtHours(looking: Looking, path: string): void {
  const { documents, verdicts } = looking;
  const enrollment = Enrollment.parse(documents.data(path));
  const sessions = sessionsAt(looking, path);
  const days = documents.dataIn(`${path}/days`).map(day => StudyDay.parse(day));
  const ofDays = sum(days.map(day => day.creditedSeconds));
  const open = sessions.filter(isOpen);
  const pending = sum(open.map(session => session.creditedSeconds));
  verdicts.same(
    'days, sessions and enrollment agree on the hours',
    ofDays,
    enrollment.creditedSeconds + pending,
    path,
  );
  const ofSessions = sum(sessions.map(session => session.creditedSeconds));
  verdicts.same('days, sessions and enrollment agree on the hours', ofDays, ofSessions, path);
  verdicts.hold('one session of a student is open at most', open.length <= 1, () => path);
}

/** Seconds are credited forward only, and none before where the student's last session left off. */
function lookAtCredit(looking: Looking, { path, before, after }: Changed): void {
  const { verdicts } = looking;
  const session = Session.parse(after);
  if (before === undefined) {
    const others = sessionsAt(looking, above(path, 1)).filter(each => each.sessionId !== session.sessionId);
    const isLater = others.every(each => each.countedUntil.getTime() <= session.countedUntil.getTime());
    verdicts.hold('no second is credited twice', isLater, () => `${path} begins in an earlier one`);
    return;
  }
  const was = Session.parse(before);
  const passedMs = session.countedUntil.getTime() - was.countedUntil.getTime();
  const earnedMs = (session.creditedSeconds - was.creditedSeconds) * 1_000;
  verdicts.hold(
    'no second is credited twice',
    earnedMs >= 0 && earnedMs <= passedMs,
    () => `${path}: ${earnedMs} of ${passedMs} ms`,
  );
}

/** The new links follow on each other, and the head is the last one's. */
function lookAtChain({ documents, verdicts }: Looking, { path, before, after }: Changed): void {
  const session = Session.parse(after);
  const known = before === undefined ? 0 : Session.parse(before).eventCount;
  const links = documents
    .dataIn(`${path}/events`)
    .map(data => ({ data, link: SessionEvent.parse(data) }))
    .sort((a, b) => a.link.position - b.link.position);
  const invariant = 'a session’s chain has no gap';
  verdicts.same(invariant, links.length, session.eventCount, `${path} events`);
  let hash = links[known - 1]?.link.hash ?? rootHash(path);
  for (const [index, { data, link }] of links.slice(known).entries()) {
    verdicts.same(invariant, link.position, known + index + 1, `${path} position`);
    verdicts.same(invariant, link.previousHash, hash, `${path} link ${link.position}`);
    verdicts.same(invariant, linkHash(data), link.hash, `${path} hash ${link.position}`);
    hash = link.hash;
  }
  verdicts.same(invariant, session.headHash, hash, `${path} head`);
  const credited = sum(links.map(({ link }) => link.creditedSeconds));
  verdicts.same('days, sessions and enrollment agree on the hours', credited, session.creditedSeconds, path);
}

function lookAtPointer({ documents, verdicts }: Looking, { path, after }: Changed): void {
  const userPath = above(path, 1);
  const { sessionId, courseId } = ActiveSession.parse(after);
  const open = [...documents.pathsIn(`${userPath}/courses`)].flatMap(enrollment =>
    sessionsAt({ documents, verdicts }, enrollment).filter(isOpen),
  );
  const named = sessionId === null ? [] : [`${courseId} ${sessionId}`];
  const found = open.map(session => `${session.courseId} ${session.sessionId}`);
  verdicts.same('one session of a student is open at most', found, named, path);
}

export const hourCheckers: readonly Checker[] = [
  { pattern: 'users/*/courses/*', look: (looking, { path }) => lookAtHours(looking, path) },
  { pattern: 'users/*/courses/*/days/*', look: (looking, { path }) => lookAtHours(looking, above(path, 1)) },
  {
    pattern: 'users/*/courses/*/sessions/*',
    look: (looking, change) => {
      lookAtHours(looking, above(change.path, 1));
      lookAtCredit(looking, change);
      lookAtChain(looking, change);
    },
  },
  {
    pattern: 'users/*/private/*',
    look: (looking, change) => {
      if (change.path.endsWith('/activeSession')) lookAtPointer(looking, change);
    },
  },
];
