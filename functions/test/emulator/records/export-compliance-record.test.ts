import '../certificates/environment.ts';
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { profileDoc } from '../../../src/certificates/profile.ts';
import { laneMetrics, lanes } from '../../../src/commit/index.ts';
import { type EnrollmentKey, enrollmentDoc } from '../../../src/enrollments/store.ts';
import { canonicalJson } from '../../../src/evidence/chain.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { exportComplianceRecord } from '../../../src/records/export-compliance-record.ts';
import { call, refusalOf } from '../call.ts';
import { admin, issuing } from '../certificates/certifying.ts';
import { graduate, setRole } from '../certificates/graduate.ts';
import { beating, ending, starting, studentIn, TestClock } from '../compliance/studying.ts';

const clock = new TestClock().use();

beforeAll(() =>
  Promise.all([
    setRole(admin, 'admin'),
    setRole('an-auditor', 'auditor'),
    setRole('an-instructor', 'instructor'),
    setRole('a-student', 'student'),
  ]),
);
afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

const Answer = z.strictObject({
  format: z.string(),
  fileName: z.string(),
  contentType: z.string(),
  document: z.string(),
});

interface Wish {
  readonly as: string;
  readonly courseId: string;
  readonly userId?: string;
  readonly format?: string;
  readonly fromDay?: string;
  readonly toDay?: string;
}

async function exporting({ as, format = 'json', ...data }: Wish) {
  return Answer.parse(await call(exportComplianceRecord, { uid: as, data: { ...data, format } }));
}

const Recorded = z.looseObject({
  totals: z.looseObject({
    totalSeconds: z.int(),
    chainsIntact: z.boolean(),
    daysAddUp: z.boolean().nullable(),
  }),
  sessions: z.array(
    z.looseObject({
      sessionId: z.string(),
      chain: z.object({
        isIntact: z.boolean(),
        findings: z.array(z.looseObject({ kind: z.string() })),
        eventCount: z.int(),
        headHash: z.string(),
      }),
      events: z.array(z.looseObject({ hash: z.string(), previousHash: z.string(), eventId: z.string() })),
    }),
  ),
});
const recordOf = async (wish: Wish) => Recorded.parse(JSON.parse((await exporting(wish)).document));

/** A session of so many minutes; the clock goes on. */
async function study(
  key: EnrollmentKey,
  { minutes, isEnded = true }: { minutes: number; isEnded?: boolean },
) {
  const { sessionId } = await starting(key);
  for (let sequence = 1; sequence <= minutes; sequence += 1) {
    clock.advance(60);
    await beating(key, { sessionId, sequence });
  }
  if (isEnded) await ending(key, { sessionId });
  return sessionId;
}

/** Two days of study, and a session that is still open. */
async function student(): Promise<EnrollmentKey> {
  const key = await studentIn();
  await firestore().doc(profileDoc(key.userId).path).set({ displayName: 'Ana <b>Berg</b>' });
  clock.set('2026-03-02T15:00:00Z');
  await study(key, { minutes: 5 });
  clock.set('2026-03-03T15:00:00Z');
  await study(key, { minutes: 3 });
  clock.advance(3_600);
  await study(key, { minutes: 2, isEnded: false });
  return key;
}

describe('exportComplianceRecord', () => {
  it('gives the student everything that was counted, and it holds', async () => {
    const { userId, courseId } = await student();
    const answer = await exporting({ as: userId, courseId });
    expect(answer).toMatchObject({
      format: 'json',
      contentType: 'application/json; charset=utf-8',
      fileName: `record_${userId}_${courseId}.json`,
    });
    const record = Recorded.parse(JSON.parse(answer.document));
    expect(record.totals).toMatchObject({
      totalSeconds: 600,
      creditedSeconds: 480,
      openSessionSeconds: 120,
      studyDays: 2,
      sessions: 3,
      daysAddUp: true,
      adjustmentsAddUp: true,
      balanceAddsUp: true,
      chainsIntact: true,
    });
    expect(answer.document).not.toMatch(/beacon[A-Z]|receipt|salt|correctOption/);
  });

  it('anybody can check a chain from the record alone, as the documentation says', async () => {
    const { userId, courseId } = await student();
    const { sessions } = await recordOf({ as: userId, courseId });
    for (const { sessionId, events, chain } of sessions) {
      const name = `users/${userId}/courses/${courseId}/sessions/${sessionId}`;
      let previous = createHash('sha256').update(`seatbelt-chain:${name}`).digest('hex');
      for (const { hash, ...said } of events) {
        expect(said.previousHash).toBe(previous);
        previous = createHash('sha256').update(canonicalJson(said)).digest('hex');
        expect(hash).toBe(previous);
      }
      expect(chain).toMatchObject({ headHash: previous, eventCount: events.length });
    }
  });

  it('an event that somebody changed, added to or took away is found', async () => {
    const { userId, courseId } = await student();
    const { sessions } = await recordOf({ as: userId, courseId });
    const events = sessions.map(({ sessionId }) =>
      firestore().collection(`${enrollmentDoc({ userId, courseId }).path}/sessions/${sessionId}/events`),
    );
    await events[0]?.doc('00000002').update({ creditedSeconds: 3_600 });
    await events[1]?.doc('00000001').update({ remark: 'added' });
    await events[2]?.doc('00000001').delete();
    const after = await recordOf({ as: userId, courseId });
    expect(after.totals.chainsIntact).toBe(false);
    expect(after.sessions.map(({ chain }) => chain.findings.map(({ kind }) => kind))).toEqual([
      ['changed'],
      ['changed'],
      ['missing'],
    ]);
    const { document } = await exporting({ as: userId, courseId, format: 'html' });
    expect(document).toContain('broken in 3');
  });

  it('an event that cannot be read any more is a finding, and no reason to give out no record', async () => {
    const { userId, courseId } = await student();
    const { sessions } = await recordOf({ as: userId, courseId });
    const [first] = sessions;
    await firestore()
      .doc(`${enrollmentDoc({ userId, courseId }).path}/sessions/${first?.sessionId}/events/00000001`)
      .set({ nonsense: true });
    const after = await recordOf({ as: userId, courseId });
    expect(after.sessions[0]?.chain.isIntact).toBe(false);
    expect(after.sessions[1]?.chain.isIntact).toBe(true);
  });

  it('as a page: escaped, and nothing in it runs', async () => {
    const { userId, courseId } = await student();
    const { document, contentType } = await exporting({ as: userId, courseId, format: 'html' });
    expect(contentType).toBe('text/html; charset=utf-8');
    expect(document).toContain('Ana &lt;b&gt;Berg&lt;/b&gt;');
    expect(document).not.toMatch(/<script|<b>/);
  });

  it('as statements: the same each time, without the session that is still open', async () => {
    const { userId, courseId } = await student();
    const [one, same] = await Promise.all([
      exporting({ as: userId, courseId, format: 'xapi' }),
      exporting({ as: userId, courseId, format: 'xapi' }),
    ]);
    expect(same?.document).toBe(one?.document);
    const Statements = z.array(z.looseObject({ verb: z.object({ id: z.string() }) }));
    const verbs = Statements.parse(JSON.parse(one?.document ?? '')).map(({ verb }) =>
      verb.id.split('/').at(-1),
    );
    expect(verbs).toEqual(['initialized', 'terminated', 'initialized', 'terminated']);
    expect(one?.document).toContain('"homePage":"https://school.example"');
  });

  it('a range of days holds the sessions of those days, whole', async () => {
    const { userId, courseId } = await student();
    const part = { as: userId, courseId, fromDay: '2026-03-03', toDay: '2026-03-03' };
    const record = await recordOf(part);
    expect(record.sessions).toHaveLength(2);
    expect(record.totals).toMatchObject({ daysAddUp: null, chainsIntact: true, creditedSeconds: 480 });
    expect((await recordOf({ ...part, toDay: '2026-03-02' })).sessions).toHaveLength(0);
  });

  it('too many events for one answer are refused; fewer days are not', async () => {
    const { userId, courseId } = await student();
    const { sessions } = await recordOf({ as: userId, courseId });
    const [first] = sessions;
    await firestore()
      .doc(`${enrollmentDoc({ userId, courseId }).path}/sessions/${first?.sessionId}`)
      .update({ eventCount: 12_001 });
    const own = { as: userId, courseId };
    expect(await refusalOf(exporting(own))).toBe('failed-precondition RECORD_TOO_LARGE');
    expect((await recordOf({ ...own, fromDay: '2026-03-03' })).sessions).toHaveLength(2);
  });

  it('changes nothing, whatever is asked', async () => {
    const { userId, courseId } = await student();
    laneMetrics.reset();
    for (const format of ['json', 'html', 'xapi']) await exporting({ as: userId, courseId, format });
    expect(laneMetrics.snapshot().total.documentsWritten).toBe(0);
  });

  it('holds the certificate and the exam that led to it', async () => {
    const key = await graduate();
    const { serial } = await issuing(key);
    const { document } = await exporting({ as: key.userId, courseId: key.courseId });
    expect(JSON.parse(document)).toMatchObject({
      enrollment: { enrollmentStatus: 'CERTIFIED' },
      certificates: [{ serial, state: 'ISSUED', studentName: 'Ana Berg' }],
      quizzes: [{ quizId: 'final-exam', passed: true }],
    });
  });
});

describe('who may have it', () => {
  let key: EnrollmentKey;
  beforeAll(async () => {
    key = await student();
  });

  it.each([
    ['an administrator', admin, 'ok'],
    ['an auditor, without a grant', 'an-auditor', 'permission-denied GRANT_REQUIRED'],
    ['an instructor', 'an-instructor', 'not-found NOT_FOUND'],
    ['another student', 'a-student', 'not-found NOT_FOUND'],
    ['somebody without a role', 'nobody-known', 'not-found NOT_FOUND'],
  ])('%s asks for a student’s', async (_, as, outcome) => {
    for (const format of ['json', 'html', 'xapi'])
      expect(await refusalOf(exporting({ as, ...key, format }))).toBe(outcome);
  });

  it('a course that nobody enrolled in is not found, and a stranger cannot tell it from one that is hidden', async () => {
    const none = { courseId: 'no-such-course', userId: 'a-student' };
    expect(await refusalOf(exporting({ as: 'a-student', ...none }))).toBe('not-found ENROLLMENT_NOT_FOUND');
    expect(await refusalOf(exporting({ as: 'an-instructor', ...none }))).toBe('not-found NOT_FOUND');
    expect(await refusalOf(exporting({ as: admin, ...none }))).toBe('not-found ENROLLMENT_NOT_FOUND');
  });
});

describe('scripts/export-records.ts', () => {
  function run(args: readonly string[]): Promise<{ code: number | null; out: string; problems: string }> {
    const script = path.resolve(import.meta.dirname, '../../../../scripts/export-records.ts');
    // Its own environment names this test's project; a child would get the one that jest was started with.
    const options = { env: { ...process.env } };
    return new Promise(resolve => {
      const child = execFile(process.execPath, [script, ...args], options, (_, out, problems) =>
        resolve({ code: child.exitCode, out, problems }),
      );
    });
  }

  it('writes the same record to a file or to the output, and says whether it holds', async () => {
    const key = await student();
    const who = ['--user', key.userId, '--course', key.courseId];
    const file = path.join(await mkdtemp(path.join(tmpdir(), 'record-')), 'record.json');
    const toFile = await run([...who, '--out', file]);
    expect(toFile).toMatchObject({ code: 0, out: '', problems: expect.stringContaining('3 sessions') });
    const written = Recorded.parse(JSON.parse(await readFile(file, 'utf8')));
    const printed = await run(who);
    expect({ ...Recorded.parse(JSON.parse(printed.out)), readAt: '' }).toEqual({ ...written, readAt: '' });
    expect(await run([...who, '--out', file])).toMatchObject({ code: 1 });
    const [first] = written.sessions;
    await firestore()
      .doc(`${enrollmentDoc(key).path}/sessions/${first?.sessionId}/events/00000001`)
      .update({ engaged: false });
    expect(await run([...who, '--format', 'html'])).toMatchObject({ code: 3 });
  });

  it('tells wrong usage and unknown students apart', async () => {
    expect(await run([])).toMatchObject({ code: 2, problems: expect.stringContaining('--user') });
    expect(await run(['--help'])).toMatchObject({ code: 0 });
    const nobody = ['--user', `nobody-${randomUUID()}`, '--course', Id.parse('a-course')];
    expect(await run(nobody)).toMatchObject({ code: 1, problems: 'You are not enrolled in this course.\n' });
  });
});
