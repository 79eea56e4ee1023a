import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { requireGrant } from '../../../src/audit/require-grant.ts';
import { laneMetrics, lanes } from '../../../src/commit/index.ts';
import { breakGlass } from '../../../src/people/break-glass.ts';
import { endBreakGlass } from '../../../src/people/end-break-glass.ts';
import { moveClock } from '../../../src/platform/clock.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { RefusalError } from '../../../src/platform/refusal.ts';
import { newStaff, toldOf } from '../audit/staff.ts';
import { call, refusalOf } from '../call.ts';
import { enrolling, openCourse } from '../enrollments/school.ts';
import { useOwnProject } from '../project.ts';

useOwnProject('break-glass');
process.env['FUNCTIONS_EMULATOR'] = 'true';

let courseId: Id;
beforeAll(async () => {
  courseId = await openCourse({ capacity: 30 });
  for (const uid of [student, other]) await enrolling({ uid, courseId });
});
afterEach(() => moveClock({ byMs: 0 }));
afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

const student = 'student-1';
const other = 'student-2';
const Grant = z.object({ grantId: Id, expiresAt: z.string(), replayed: z.boolean() });

interface Breaking {
  readonly uid: string;
  readonly userId?: string;
  readonly minutes?: number;
  readonly reason?: string;
  readonly requestId?: string;
}

const breaking = ({ uid, ...data }: Breaking): Promise<unknown> =>
  call(breakGlass, {
    uid,
    data: {
      userId: student,
      courseId,
      minutes: 30,
      reason: 'complaint 2026/117 of the state',
      requestId: randomUUID(),
      ...data,
    },
  });

const granted = async (wish: Breaking) => Grant.parse(await breaking(wish));

const ending = (uid: string, grantId: string): Promise<unknown> =>
  call(endBreakGlass, { uid, data: { grantId, requestId: randomUUID() } });

/** As an endpoint does that shows a record to an auditor. */
const reading = (uid: string, userId = student) =>
  requireGrant({
    uid: Id.parse(uid),
    userId: Id.parse(userId),
    courseId,
    action: 'exportComplianceRecord',
    readId: Id.parse(randomUUID()),
  });

const readRefusal = async (uid: string, userId = student): Promise<string> => {
  try {
    await reading(uid, userId);
    return 'ok';
  } catch (error) {
    return z.instanceof(RefusalError).parse(error).refusal.reason;
  }
};

describe('a grant', () => {
  it('opens one course of one student to whoever asked, and every read is told', async () => {
    const [uid, colleague] = [await newStaff('auditor'), await newStaff('auditor')];
    expect(await readRefusal(uid)).toBe('GRANT_REQUIRED');
    const { grantId } = await granted({ uid });
    expect(await reading(uid)).toEqual({ grantId });
    expect(await reading(uid)).toEqual({ grantId });
    expect(await readRefusal(uid, other)).toBe('GRANT_REQUIRED');
    expect(await readRefusal(colleague)).toBe('GRANT_REQUIRED');
    expect((await toldOf(uid)).map(({ action, outcome, refusal }) => [action, outcome, refusal])).toEqual([
      ['exportComplianceRecord', 'refused', 'GRANT_REQUIRED'],
      ['breakGlass', 'applied', null],
      ['exportComplianceRecord', 'read', null],
      ['exportComplianceRecord', 'read', null],
      ['exportComplianceRecord', 'refused', 'GRANT_REQUIRED'],
    ]);
    expect((await toldOf(uid))[2]).toMatchObject({
      subject: { userId: student, courseId, document: `accessGrants/${grantId}` },
      reason: 'complaint 2026/117 of the state',
    });
    expect((await firestore().doc(`accessGrants/${grantId}`).get()).get('reads')).toBe(2);
  });

  it('is over by itself, at the millisecond it says', async () => {
    const uid = await newStaff('auditor');
    const { expiresAt } = await granted({ uid, minutes: 1 });
    const left = Date.parse(expiresAt) - Date.now();
    moveClock({ byMs: left - 5_000 });
    expect(await readRefusal(uid)).toBe('ok');
    moveClock({ byMs: left });
    expect(await readRefusal(uid)).toBe('GRANT_REQUIRED');
  });

  it('ends when it is ended, and ending it again says when it was', async () => {
    const uid = await newStaff('auditor');
    const { grantId } = await granted({ uid });
    const first = await ending(uid, grantId);
    expect(await readRefusal(uid)).toBe('GRANT_REQUIRED');
    expect(await ending(uid, grantId)).toEqual(first);
  });

  it('of a colleague is not to be seen by an auditor; an admin ends it', async () => {
    const [uid, colleague, admin] = [
      await newStaff('auditor'),
      await newStaff('auditor'),
      await newStaff('admin'),
    ];
    const { grantId } = await granted({ uid });
    expect(await refusalOf(ending(colleague, grantId))).toBe('not-found NOT_FOUND');
    expect(await readRefusal(uid)).toBe('ok');
    await ending(admin, grantId);
    expect(await readRefusal(uid)).toBe('GRANT_REQUIRED');
  });

  it('is of no use to whoever is no auditor any more', async () => {
    const uid = await newStaff('auditor');
    await granted({ uid });
    await firestore().doc(`roles/${uid}`).set({ role: 'student' });
    expect(await readRefusal(uid)).toBe('ROLE_REQUIRED');
  });

  it('is one, however often it is asked for under one id', async () => {
    const uid = await newStaff('auditor');
    const requestId = randomUUID();
    const [first, second] = [await granted({ uid, requestId }), await granted({ uid, requestId })];
    expect(second).toEqual({ ...first, replayed: true });
    expect((await toldOf(uid)).map(({ outcome }) => outcome)).toEqual(['applied']);
    expect(await refusalOf(breaking({ uid, requestId, minutes: 60 }))).toBe(
      'already-exists REQUEST_ID_REUSED',
    );
  });
});

describe('who gets none', () => {
  it.each(['instructor' as const])('an %s', async role => {
    expect(await refusalOf(breaking({ uid: await newStaff(role) }))).toBe('permission-denied ROLE_REQUIRED');
  });

  it('a student, who is told of and reads nothing', async () => {
    const uid = `student-${randomUUID()}`;
    expect(await refusalOf(breaking({ uid }))).toBe('permission-denied ROLE_REQUIRED');
    expect(await readRefusal(uid)).toBe('ROLE_REQUIRED');
    expect(await toldOf(uid)).toMatchObject([{ action: 'breakGlass' }, { action: 'exportComplianceRecord' }]);
  });

  it('an auditor over their own record, or over none', async () => {
    const uid = await newStaff('auditor');
    await enrolling({ uid, courseId });
    expect(await refusalOf(breaking({ uid, userId: uid }))).toBe('failed-precondition NOT_FOR_ONESELF');
    expect(await refusalOf(breaking({ uid, userId: 'nobody' }))).toBe('not-found ENROLLMENT_NOT_FOUND');
  });

  it.each([
    ['without a word why', { reason: 'because' }],
    ['for 61 minutes', { minutes: 61 }],
    ['for no time', { minutes: 0 }],
    ['for part of a minute', { minutes: 0.5 }],
  ])('whoever asks %s', async (_, wish) => {
    const uid = await newStaff('auditor');
    expect(await refusalOf(breaking({ uid, ...wish }))).toBe('invalid-argument INVALID_INPUT');
  });
});

describe('what it costs in documents', () => {
  const costOf = async (operation: string, work: () => Promise<unknown>) => {
    laneMetrics.reset();
    await work();
    const { documentsRead: reads, documentsWritten: writes } =
      laneMetrics.snapshot().byOperation[operation] ?? {};
    return { reads, writes };
  };

  it('a grant 3 and 4, a read under it 3 and 4, its end 3 and 5', async () => {
    const uid = await newStaff('auditor');
    let grantId = '';
    const cost = await costOf('breakGlass', async () => {
      grantId = (await granted({ uid })).grantId;
    });
    expect(cost).toEqual({ reads: 3, writes: 4 });
    expect(await costOf('readUnderGrant', () => reading(uid))).toEqual({ reads: 3, writes: 4 });
    expect(await costOf('endBreakGlass', () => ending(uid, grantId))).toEqual({ reads: 3, writes: 5 });
  });
});
