import { randomUUID } from 'node:crypto';
import { laneMetrics, lanes } from '../../../src/commit/index.ts';
import { mirrorRole } from '../../../src/people/mirror-role.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { newStaff, toldOf } from '../audit/staff.ts';
import { refusalOf } from '../call.ts';
import { useOwnProject } from '../project.ts';
import { carryOutAll, claimsOf, givingRole, signedUp } from './world.ts';

useOwnProject('roles');

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

const roleOf = async (uid: string) => (await firestore().doc(`roles/${uid}`).get()).get('role');

describe('giving a role', () => {
  it('holds at once, reaches the claims beside those of others, and is told with its reason', async () => {
    const uid = await newStaff();
    const userId = await signedUp({ locale: 'en' });
    const requestId = randomUUID();
    laneMetrics.reset();
    expect(await givingRole({ uid, userId, role: 'auditor', requestId })).toEqual({
      role: 'auditor',
      replayed: false,
    });
    const { documentsRead, documentsWritten } = laneMetrics.snapshot().byOperation['setRole'] ?? {};
    expect({ documentsRead, documentsWritten }).toEqual({ documentsRead: 3, documentsWritten: 6 });
    expect(await roleOf(userId)).toBe('auditor');
    await carryOutAll();
    expect(await claimsOf(userId)).toEqual({ locale: 'en', role: 'auditor' });
    expect(await toldOf(uid)).toMatchObject([
      {
        action: 'setRole',
        requestId,
        actor: { uid, role: 'admin' },
        subject: { userId, courseId: null },
        reason: 'joins the school office',
        outcome: 'applied',
        before: '{"role":"student"}',
        after: '{"role":"auditor"}',
      },
    ]);
  });

  it('happens once and is told once, however often it is sent', async () => {
    const uid = await newStaff();
    const userId = await signedUp();
    const wish = { uid, userId, role: 'instructor', requestId: randomUUID() };
    const answers = await Promise.all([givingRole(wish), givingRole(wish)]);
    answers.push(await givingRole(wish));
    expect(answers).toEqual(expect.arrayContaining([{ role: 'instructor', replayed: true }]));
    expect(await refusalOf(givingRole({ ...wish, role: 'admin' }))).toBe('already-exists REQUEST_ID_REUSED');
    const told = await toldOf(uid);
    expect(told.map(({ outcome, refusal }) => [outcome, refusal])).toEqual([
      ['applied', null],
      ['refused', 'REQUEST_ID_REUSED'],
    ]);
  });

  it.each([
    ['oneself, up', 'admin'],
    ['oneself, down', 'student'],
  ])('is refused to %s: so the last admin stays one', async (_, role) => {
    const uid = await newStaff();
    expect(await refusalOf(givingRole({ uid, userId: uid, role }))).toBe(
      'failed-precondition NOT_FOR_ONESELF',
    );
    expect(await roleOf(uid)).toBe('admin');
    expect(await toldOf(uid)).toMatchObject([{ outcome: 'refused', refusal: 'NOT_FOR_ONESELF' }]);
  });

  it('of two admins who dismiss each other at once, one stays', async () => {
    const [a, b] = [await signedUp(), await signedUp()];
    for (const uid of [a, b]) await firestore().doc(`roles/${uid}`).set({ role: 'admin' });
    const outcomes = await Promise.all([
      refusalOf(givingRole({ uid: a, userId: b, role: 'student' })),
      refusalOf(givingRole({ uid: b, userId: a, role: 'student' })),
    ]);
    expect(outcomes.sort()).toEqual(['ok', 'permission-denied ROLE_REQUIRED']);
    expect([await roleOf(a), await roleOf(b)].sort()).toEqual(['admin', 'student']);
  });

  it('to an account that nobody has is refused, a role that nobody knows is invalid', async () => {
    const uid = await newStaff();
    expect(await refusalOf(givingRole({ uid, userId: 'nobody-at-all', role: 'admin' }))).toBe(
      'not-found ACCOUNT_NOT_FOUND',
    );
    expect(await refusalOf(givingRole({ uid, userId: await signedUp(), role: 'owner' }))).toBe(
      'invalid-argument INVALID_INPUT',
    );
  });
});

describe('a role that was taken', () => {
  it('is gone with the next request, though the token says otherwise for an hour', async () => {
    const [chief, uid, userId] = [await newStaff(), await signedUp({ role: 'admin' }), await signedUp()];
    await firestore().doc(`roles/${uid}`).set({ role: 'admin' });
    await givingRole({ uid, userId, role: 'instructor' });
    await givingRole({ uid: chief, userId: uid, role: 'student' });
    expect(await claimsOf(uid)).toEqual({ role: 'admin' });
    expect(await refusalOf(givingRole({ uid, userId, role: 'admin' }))).toBe(
      'permission-denied ROLE_REQUIRED',
    );
    expect(await roleOf(userId)).toBe('instructor');
    expect(await toldOf(uid)).toMatchObject([
      { outcome: 'applied' },
      { outcome: 'refused', refusal: 'ROLE_REQUIRED', actor: { role: 'student' } },
    ]);
    await carryOutAll();
    expect(await claimsOf(uid)).toEqual({ role: 'student' });
  });

  it('whoever tries without one is told of once a day, not a thousand times', async () => {
    const uid = await signedUp();
    for (let tries = 0; tries < 3; tries += 1)
      await refusalOf(givingRole({ uid, userId: `victim-${tries}`, role: 'admin' }));
    expect(await toldOf(uid)).toMatchObject([{ refusal: 'ROLE_REQUIRED' }]);
  });
});

describe('the claims', () => {
  it('end up as the document says, in whatever order two effects write them', async () => {
    const userId = await signedUp();
    const role = firestore().doc(`roles/${userId}`);
    await role.set({ role: 'admin' });
    const written: string[] = [];
    await mirrorRole(
      { userId },
      {
        setRoleClaim: async claim => {
          // Somebody takes the role away while the old one is on its way to the account.
          if (written.length === 0) await role.set({ role: 'student' });
          written.push(claim.role);
        },
      },
    );
    expect(written).toEqual(['admin', 'student']);
  });

  it('of an account that was deleted meanwhile are let go: the effect is parked with its reason', async () => {
    const [uid, userId] = [await newStaff(), await signedUp()];
    await givingRole({ uid, userId, role: 'auditor' });
    const { signIns } = await import('../../../src/people/auth-client.ts');
    await signIns.remove(userId);
    await carryOutAll();
    const parked = await firestore().collection('outbox').where('userId', '==', userId).get();
    expect(parked.docs.map(document => document.data())).toMatchObject([
      { state: 'PARKED', problem: 'ACCOUNT_NOT_FOUND' },
    ]);
  });
});
