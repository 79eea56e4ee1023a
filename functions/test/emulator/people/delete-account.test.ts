import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { laneMetrics, lanes } from '../../../src/commit/index.ts';
import { deleteAccount } from '../../../src/people/delete-account.ts';
import { exportAccountData } from '../../../src/people/export-account-data.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import type { Id } from '../../../src/platform/ids.ts';
import { newStaff, toldOf } from '../audit/staff.ts';
import { call, refusalOf } from '../call.ts';
import { cancelling, enrolling, openCourse, seatsOf } from '../enrollments/school.ts';
import { useOwnProject } from '../project.ts';
import { carryOutAll, claimsOf, signedUp } from './world.ts';

useOwnProject('accounts');

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

const profile = {
  displayName: 'Olga Owner',
  phone: '+1 614 555 0100',
  locale: 'en-US',
  address: { line1: '1 High St', city: 'Columbus' },
};

/** Somebody with a profile and answers to personal questions. */
async function person(): Promise<Id> {
  const uid = await signedUp();
  await firestore().doc(`users/${uid}`).set(profile);
  const answer = { algorithm: 'scrypt', cost: 2, blockSize: 8, parallelization: 1, salt: 'a', hash: 'b' };
  await firestore()
    .doc(`users/${uid}/private/verificationProfile`)
    .set({ answers: { 'first-school': answer }, registeredAt: new Date(), revision: 1 });
  return uid;
}

interface Deleting {
  readonly uid: string;
  readonly userId?: string;
  readonly requestId?: string;
  readonly reason?: string;
  readonly force?: boolean;
}

const deleting = ({ uid, userId = uid, requestId = randomUUID(), ...data }: Deleting): Promise<unknown> =>
  call(deleteAccount, { uid, data: { userId, requestId, ...data } });

const exporting = ({ uid, userId = uid, ...data }: Deleting): Promise<unknown> =>
  call(exportAccountData, { uid, data: { userId, requestId: randomUUID(), ...data } });

const Blocked = z.object({ details: z.object({ fields: z.array(z.object({ path: z.string() })) }) });

/** What is named as standing in the way. */
async function obstaclesOf(calling: Promise<unknown>): Promise<readonly string[]> {
  const error: unknown = await calling.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  return Blocked.parse(error).details.fields.map(({ path }) => path);
}

const enrollmentOf = (uid: string, courseId: string) => firestore().doc(`users/${uid}/courses/${courseId}`);

describe('deleting an account', () => {
  it('erases who it was, keeps what the law wants kept, and says until when', async () => {
    const [uid, courseId] = [await person(), await openCourse({ capacity: 3 })];
    await enrolling({ uid, courseId });
    await cancelling({ uid, courseId });
    const ended = new Date();
    const until = new Date(Date.UTC(ended.getUTCFullYear() + 3, ended.getUTCMonth(), ended.getUTCDate() + 1));
    expect(await deleting({ uid })).toEqual({
      deletedAt: expect.any(String),
      deleted: ['signIn', 'profile', 'verificationAnswers'],
      kept: [
        { what: 'courseRecord', courseId, until: until.toISOString().slice(0, 10) },
        { what: 'auditLog', courseId: null, until: null },
      ],
      replayed: false,
    });
    expect((await firestore().doc(`users/${uid}`).get()).data()).toMatchObject({
      displayName: '',
      phone: '',
      locale: '',
      address: {},
    });
    const answers = await firestore().doc(`users/${uid}/private/verificationProfile`).get();
    expect(answers.data()).toMatchObject({ answers: {}, revision: 2 });
    expect(await claimsOf(uid)).toEqual({});
    await carryOutAll();
    expect(await claimsOf(uid)).toBeUndefined();
    expect((await enrollmentOf(uid, courseId).get()).get('enrollmentStatus')).toBe('CANCELLED');
    expect((await enrollmentOf(uid, courseId).collection('ledger').get()).size).toBe(2);
  });

  it('happens once, however often and under whatever id it is asked for', async () => {
    const uid = await person();
    const requestId = randomUUID();
    const [a, b] = await Promise.all([deleting({ uid, requestId }), deleting({ uid, requestId })]);
    const later = await deleting({ uid });
    const deletedAt = z.object({ deletedAt: z.string() });
    expect(deletedAt.parse(a)).toEqual(deletedAt.parse(b));
    expect(deletedAt.parse(later)).toEqual(deletedAt.parse(a));
    const effects = await firestore().collection('outbox').where('userId', '==', uid).get();
    expect(effects.size).toBe(1);
    await carryOutAll();
    await carryOutAll();
    expect(await claimsOf(uid)).toBeUndefined();
  });

  it('is refused while a course is open or unpaid, each by name, and nothing is erased', async () => {
    const [uid, courseId] = [await person(), await openCourse({ capacity: 3 })];
    await enrolling({ uid, courseId });
    expect(await obstaclesOf(deleting({ uid }))).toEqual([
      `courses.${courseId}.enrollmentStatus`,
      `courses.${courseId}.amountDue`,
    ]);
    expect((await firestore().doc(`users/${uid}`).get()).data()).toEqual(profile);
    await cancelling({ uid, courseId });
    expect(await refusalOf(deleting({ uid }))).toBe('ok');
  });

  it.each([
    ['credit', { creditBalance: 500 }, 'creditBalance'],
    ['a dispute', { amountDisputed: 500, creditBalance: 0 }, 'amountDisputed'],
  ])('is refused while there is %s', async (_, money, field) => {
    const [uid, courseId] = [await person(), await openCourse({ capacity: 3 })];
    await enrolling({ uid, courseId });
    await cancelling({ uid, courseId });
    await enrollmentOf(uid, courseId).update(money);
    expect(await obstaclesOf(deleting({ uid }))).toEqual([`courses.${courseId}.${field}`]);
  });

  it('is refused to staff until somebody took the role away', async () => {
    const uid = await newStaff('admin');
    expect(await obstaclesOf(deleting({ uid }))).toEqual(['role']);
    expect(await obstaclesOf(deleting({ uid, force: true, reason: 'leaves the school' }))).toEqual(['role']);
  });
});

describe('deleting the account of another', () => {
  it('is for admins, with a reason', async () => {
    const [uid, admin] = [await person(), await newStaff('admin')];
    const auditor = await newStaff('auditor');
    const reason = 'asked for by letter of 3 May';
    expect(await refusalOf(deleting({ uid: auditor, userId: uid, reason }))).toBe(
      'permission-denied ROLE_REQUIRED',
    );
    expect(await refusalOf(deleting({ uid: admin, userId: uid }))).toBe('invalid-argument REASON_REQUIRED');
    expect(await refusalOf(deleting({ uid: admin, userId: 'mistyped', reason }))).toBe(
      'not-found ACCOUNT_NOT_FOUND',
    );
    expect(await refusalOf(deleting({ uid: admin, userId: uid, reason }))).toBe('ok');
    expect(await toldOf(admin)).toMatchObject([
      { outcome: 'refused', refusal: 'REASON_REQUIRED' },
      { outcome: 'refused', refusal: 'ACCOUNT_NOT_FOUND' },
      { outcome: 'applied', subject: { userId: uid }, reason },
    ]);
  });

  it('by force cancels what is open, gives the seat back, and goes on where it broke off', async () => {
    const [uid, admin, courseId] = [
      await person(),
      await newStaff('admin'),
      await openCourse({ capacity: 3 }),
    ];
    await enrolling({ uid, courseId });
    const wish = { uid: admin, userId: uid, reason: 'court order 17/2026', requestId: randomUUID() };
    expect(await refusalOf(deleting({ ...wish, requestId: randomUUID() }))).toBe(
      'failed-precondition ACCOUNT_IN_USE',
    );
    const first = await deleting({ ...wish, force: true });
    expect(await deleting({ ...wish, force: true })).toEqual({ ...Object(first), replayed: true });
    expect(await seatsOf(courseId)).toMatchObject({ taken: 0 });
    expect((await enrollmentOf(uid, courseId).get()).get('enrollmentStatus')).toBe('CANCELLED');
    const told = await toldOf(admin);
    expect(told.map(({ outcome, subject }) => [outcome, subject.courseId])).toEqual([
      ['refused', null],
      ['applied', courseId],
      ['applied', null],
    ]);
  });

  it('by force cancels nothing of somebody who has a role', async () => {
    const [uid, admin, courseId] = [
      await person(),
      await newStaff('admin'),
      await openCourse({ capacity: 3 }),
    ];
    await enrolling({ uid, courseId });
    await firestore().doc(`roles/${uid}`).set({ role: 'instructor' });
    const wish = { uid: admin, userId: uid, reason: 'court order 17/2026', force: true };
    expect(await obstaclesOf(deleting(wish))).toEqual(['role']);
    expect((await enrollmentOf(uid, courseId).get()).get('enrollmentStatus')).toBe('PENDING_PAYMENT');
  });

  it('that broke off after the first of two courses goes on with the second', async () => {
    const [uid, admin] = [await person(), await newStaff('admin')];
    const courses = [await openCourse({ capacity: 3 }), await openCourse({ capacity: 3 })];
    for (const courseId of courses) await enrolling({ uid, courseId });
    // The seat count of the one is gone for a moment, so its cancellation fails.
    const broken = firestore().doc(`courses/${courses.sort().at(-1)}/counters/seats`);
    const seats = (await broken.get()).data() ?? {};
    await broken.delete();
    const wish = { uid: admin, userId: uid, reason: 'court order 17/2026', force: true };
    const request = { ...wish, requestId: randomUUID() };
    expect(await refusalOf(deleting(request))).toBe('internal INTERNAL');
    expect((await firestore().doc(`users/${uid}`).get()).data()).toEqual(profile);
    await broken.set(seats);
    expect(await deleting(request)).toMatchObject({ replayed: false });
    for (const courseId of courses) expect(await seatsOf(courseId)).toMatchObject({ taken: 0 });
    expect((await toldOf(admin)).map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied']);
  });

  it('by force is no student’s to ask, not for their own account either', async () => {
    const uid = await person();
    expect(await refusalOf(deleting({ uid, force: true, reason: 'I really want to' }))).toBe(
      'permission-denied ROLE_REQUIRED',
    );
  });
});

describe('exporting what is stored of an account', () => {
  it('gives the student all of it, without what would let somebody pass for them', async () => {
    const [uid, courseId] = [await person(), await openCourse({ capacity: 3 })];
    await enrolling({ uid, courseId });
    const data = await exporting({ uid });
    expect(data).toMatchObject({
      userId: uid,
      role: 'student',
      profile,
      courses: [{ enrollment: { courseId, amountDue: 59_900 }, ledger: [{ kind: 'tuition' }], quizzes: [] }],
      certificates: [],
      leftOut: { verificationAnswers: expect.any(String) },
    });
    const text = JSON.stringify(data);
    for (const secret of ['scrypt', 'receipt', 'fingerprint']) expect(text).not.toContain(secret);
  });

  it('of another is for admins with a reason, and told', async () => {
    const [uid, admin] = [await person(), await newStaff('admin')];
    const reason = 'asked for by letter of 3 May';
    expect(await refusalOf(exporting({ uid: await person(), userId: uid, reason }))).toBe(
      'permission-denied ROLE_REQUIRED',
    );
    expect(await refusalOf(exporting({ uid: admin, userId: uid }))).toBe('invalid-argument REASON_REQUIRED');
    expect(await exporting({ uid: admin, userId: uid, reason })).toMatchObject({ profile });
    expect(await toldOf(admin)).toMatchObject([
      { outcome: 'refused' },
      { action: 'exportAccountData', outcome: 'applied', reason },
    ]);
  });
});

describe('what it costs in documents', () => {
  it('deleting an account without courses and without a role reads 4 twice, the second time under locks, and writes 6', async () => {
    const uid = await person();
    laneMetrics.reset();
    await deleting({ uid });
    const { documentsRead, documentsWritten } = laneMetrics.snapshot().byOperation['deleteAccount'] ?? {};
    expect({ documentsRead, documentsWritten }).toEqual({ documentsRead: 8, documentsWritten: 6 });
  });
});
