import { z } from 'zod';
import { courseDoc, policyVersionDoc } from '../catalog/store.ts';
import { profileDoc } from '../certificates/profile.ts';
import { certificatesOf } from '../certificates/queries.ts';
import { printableName } from '../certificates/student-name.ts';
import { readDocument } from '../commit/index.ts';
import { LessonProgress } from '../compliance/lesson-progress.ts';
import { Session, SessionEvent, StudyDay, TimeAdjustment } from '../compliance/schema.ts';
import { chainNameOf } from '../compliance/session-events.ts';
import { type SessionKey, sessionDoc } from '../compliance/store.ts';
import { LedgerEntry } from '../enrollments/schema.ts';
import { type EnrollmentKey, enrollmentDoc } from '../enrollments/store.ts';
import { verifyChain } from '../evidence/verify-chain.ts';
import { dayKey } from '../platform/day-key.ts';
import { firestore } from '../platform/firestore.ts';
import { plainOf } from '../platform/plain.ts';
import { refused } from '../platform/refusal.ts';
import { QuizAllowance, QuizAttempt, QuizRecord } from '../quizzes/schema.ts';
import { quizRecordDoc } from '../quizzes/store.ts';
import { Challenge, StaffAction } from '../verification/schema.ts';
import type { DayRange, RecordedQuiz, RecordedSession, RecordSource } from './schema.ts';

const PAGE_SIZE = 300;

/** With whatever stands in it: a field that somebody added is a change, too. */
const StoredEvent = z.looseObject({ position: z.unknown().optional() });

interface RecordRequest {
  readonly key: EnrollmentKey;
  readonly range: DayRange;
  readonly readAt: Date;
  /** Refused past so many session events. */
  readonly maxEvents: number;
}

/**
 * Everything stored of one student's course. Sessions are read before their events, and events only ever follow, so
 * a record taken while somebody studies is whole up to the moment its session was read.
 * @throws RefusalError ENROLLMENT_NOT_FOUND, RECORD_TOO_LARGE
 */
export async function readRecord(request: RecordRequest): Promise<RecordSource> {
  const { key, range, readAt } = request;
  const enrollment = await readDocument(enrollmentDoc(key));
  if (enrollment === undefined) throw refused('ENROLLMENT_NOT_FOUND');
  const { policyId, policyVersion: version, registrationId } = enrollment;
  const below = enrollmentDoc(key).path;
  const [
    policy,
    course,
    profile,
    certificates,
    ledger,
    days,
    lessons,
    challenges,
    adjustments,
    staffActions,
    quizzes,
  ] = await Promise.all([
    readDocument(policyVersionDoc({ policyId, version })),
    readDocument(courseDoc(key.courseId)),
    readDocument(profileDoc(key.userId)),
    certificatesOf(registrationId),
    listAll({ path: `${below}/ledger`, schema: LedgerEntry }),
    listAll({ path: `${below}/days`, schema: StudyDay }),
    listAll({ path: `${below}/lessons`, schema: LessonProgress }),
    listAll({ path: `${below}/challenges`, schema: Challenge }),
    listAll({ path: `${below}/adjustments`, schema: TimeAdjustment }),
    listAll({ path: `${below}/staffActions`, schema: StaffAction }),
    readQuizzes(key),
  ]);
  if (policy === undefined) throw new Error(`${policyId} ${version} is pinned and does not exist.`);
  return {
    readAt,
    range,
    studentName: certificates.at(-1)?.studentName ?? printableName(profile?.displayName),
    courseTitle: certificates.at(-1)?.courseTitle ?? course?.title ?? key.courseId,
    ...{ enrollment, policy, lessons, quizzes, certificates, days },
    ledger: inOrder(ledger, entry => entry.recordedAt),
    challenges: inOrder(challenges, challenge => challenge.issuedAt),
    staffActions: inOrder(staffActions, action => action.at),
    adjustments: inOrder(adjustments, adjustment => adjustment.at),
    sessions: await readSessions(request),
  };
}

async function readSessions({ key, range, maxEvents }: RecordRequest): Promise<readonly RecordedSession[]> {
  const all = await listAll({ path: `${enrollmentDoc(key).path}/sessions`, schema: Session });
  const sessions = inOrder(all, ({ startedAt }) => startedAt).filter(session => isIn({ session, range }));
  const events = sessions.reduce((sum, { eventCount }) => sum + eventCount, 0);
  if (events > maxEvents) throw refused('RECORD_TOO_LARGE');
  const recorded: RecordedSession[] = [];
  for (const session of sessions) {
    recorded.push(await readSession({ session, key: { ...key, sessionId: session.sessionId } }));
  }
  return recorded;
}

function isIn({ session, range }: { session: Session; range: DayRange }): boolean {
  const day = dayKey(session.startedAt, session.timeZone);
  return day >= (range.fromDay ?? day) && day <= (range.toDay ?? day);
}

/**
 * The chain is held against what is stored, before a schema leaves anything out or refuses it: an event that cannot be
 * read any more is a finding, and no reason to give out no record.
 */
async function readSession({
  session,
  key,
}: {
  session: Session;
  key: SessionKey;
}): Promise<RecordedSession> {
  const all = await listAll({ path: `${sessionDoc(key).path}/events`, schema: StoredEvent });
  const { eventCount, headHash } = session;
  // Appended after the session was read.
  const links = [...all]
    .filter(({ position }) => !(Number(position) > eventCount))
    .sort((a, b) => Number(a.position) - Number(b.position));
  const events = links.map(link => SessionEvent.safeParse(link));
  return {
    session,
    events: events.flatMap(({ data }) => (data === undefined ? [] : [data])),
    findings: verifyChain({
      links,
      chainName: chainNameOf(session),
      head: { length: eventCount, hash: headHash },
    }),
  };
}

async function readQuizzes(key: EnrollmentKey): Promise<readonly RecordedQuiz[]> {
  const records = await listAll({ path: `${enrollmentDoc(key).path}/quizzes`, schema: QuizRecord });
  return Promise.all(
    records.map(async record => {
      const { path } = quizRecordDoc({ ...key, quizId: record.quizId });
      const [attempts, allowances] = await Promise.all([
        listAll({ path: `${path}/attempts`, schema: QuizAttempt }),
        listAll({ path: `${path}/allowances`, schema: QuizAllowance }),
      ]);
      return {
        record,
        attempts: inOrder(attempts, ({ startedAt }) => startedAt),
        allowances: inOrder(allowances, ({ at }) => at),
      };
    }),
  );
}

const inOrder = <T>(items: readonly T[], at: (item: T) => Date): readonly T[] =>
  [...items].sort((a, b) => at(a).getTime() - at(b).getTime());

async function listAll<T extends object>({
  path,
  schema,
}: {
  path: string;
  schema: z.ZodType<T>;
}): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const page of pagesOf(path)) found.push(...page.map(item => schema.parse(item)));
  return found;
}

/** A collection page by page, in the order of its documents' names. */
async function* pagesOf(path: string): AsyncGenerator<readonly unknown[]> {
  const ordered = firestore().collection(path).orderBy('__name__').limit(PAGE_SIZE);
  let page = await ordered.get();
  while (!page.empty) {
    yield page.docs.map(document => plainOf(document.data()));
    const last = page.docs.at(-1);
    if (last === undefined || page.size < PAGE_SIZE) return;
    page = await ordered.startAfter(last).get();
  }
}
