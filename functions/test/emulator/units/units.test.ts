import { randomUUID } from 'node:crypto';
import { audited } from '../../../src/audit/audited.ts';
import { laneMetrics, lanes } from '../../../src/commit/index.ts';
import { enrollmentDoc } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import type { Actor } from '../../../src/units/actor.ts';
import { consumeUnitsCommand } from '../../../src/units/consume-units.ts';
import { toldOf } from '../audit/staff.ts';
import { refusalOf } from '../call.ts';
import { useOwnProject } from '../project.ts';
import {
  admin,
  changing,
  consuming,
  creating,
  expectSound,
  giveRole,
  granted,
  inHours,
  releasing,
  reserving,
  storedOf,
} from './driving.ts';

useOwnProject('units');

afterAll(() => lanes().close());

/** Documents that an operation costs, and how it was committed. */
async function costOf(operation: string, work: () => Promise<unknown>) {
  laneMetrics.reset();
  await work();
  const counts = laneMetrics.snapshot().byOperation[operation];
  return { reads: counts?.documentsRead, writes: counts?.documentsWritten, locks: counts?.transactions };
}

const idOf = ({ authorizationId }: { authorizationId: Id }) => ({ authorizationId });

const grantBy = ({ courseId, instructor }: { courseId: Id; instructor: string }) => ({
  courseId,
  instructorId: instructor,
  totalUnits: 8,
});

describe('a lesson', () => {
  it('is held, and driven in part: the rest goes back', async () => {
    const driving = await granted({ totalUnits: 8 });
    const { reservationId, ...held } = await reserving(driving, { units: 3 });
    expect(held).toEqual({ reservedUnits: 3, availableUnits: 5, replayed: false });
    expect(await consuming(driving, { reservationId, units: 2 })).toEqual({
      consumedUnits: 2,
      reservedUnits: 0,
      availableUnits: 6,
      replayed: false,
    });
    const { reservations, entries } = await storedOf(driving);
    expect(reservations).toMatchObject([{ state: 'CONSUMED', units: 3, consumedUnits: 2 }]);
    expect(entries.map(entry => entry.kind).sort()).toEqual(['consumed', 'granted', 'held']);
    await expectSound(driving);
  });

  it('given back frees its units and its hour', async () => {
    const driving = await granted({ totalUnits: 2 });
    const lesson = { units: 2, durationMinutes: 120, startsAt: inHours(30) };
    const { reservationId } = await reserving(driving, lesson);
    expect(await refusalOf(reserving(driving, { units: 1, startsAt: inHours(60) }))).toBe(
      'failed-precondition UNITS_EXCEEDED',
    );
    expect(await releasing(driving, { reservationId })).toMatchObject({
      state: 'RELEASED',
      reservedUnits: 0,
      availableUnits: 2,
    });
    await expect(reserving(driving, lesson)).resolves.toMatchObject({ reservedUnits: 2 });
    await expectSound(driving);
  });

  it('ends once, whatever is asked for afterwards', async () => {
    const driving = await granted();
    const { reservationId } = await reserving(driving);
    await releasing(driving, { reservationId });
    const before = await storedOf(driving);
    expect(await refusalOf(releasing(driving, { reservationId }))).toBe(
      'failed-precondition RESERVATION_CLOSED',
    );
    expect(await refusalOf(consuming(driving, { reservationId }))).toBe(
      'failed-precondition RESERVATION_CLOSED',
    );
    expect(await storedOf(driving)).toEqual(before);
  });

  it('given back late counts as driven, unless staff let it pass', async () => {
    const rules = {
      minimumCourseSeconds: 0,
      lateCancellationHours: 24,
      onLateCancellation: 'consume',
    } as const;
    const driving = await granted({ rules });
    const late = await reserving(driving, { startsAt: inHours(20) });
    expect(await releasing(driving, { reservationId: late.reservationId })).toMatchObject({
      state: 'CONSUMED',
      consumedUnits: 1,
    });
    const waived = await reserving(driving, { startsAt: inHours(20) });
    const waiving = { reservationId: waived.reservationId, waiveLateCancellation: true };
    expect(await refusalOf(releasing(driving, waiving))).toBe('permission-denied ROLE_REQUIRED');
    expect(await releasing(driving, { ...waiving, uid: driving.instructor })).toMatchObject({
      state: 'RELEASED',
      consumedUnits: 1,
    });
    await expectSound(driving);
  });

  it('needs two hours of the course first (Ohio)', async () => {
    const rules = {
      minimumCourseSeconds: 7_200,
      lateCancellationHours: 0,
      onLateCancellation: 'release',
    } as const;
    const driving = await granted({ rules });
    expect(await refusalOf(reserving(driving))).toBe('failed-precondition COURSE_HOURS_MISSING');
    const { path } = enrollmentDoc({ userId: Id.parse(driving.student), courseId: driving.courseId });
    await firestore().doc(path).update({ creditedSeconds: 7_200 });
    await expect(reserving(driving)).resolves.toMatchObject({ reservedUnits: 1 });
  });
});

describe('sent again', () => {
  it('every request is answered as the first time, and changes nothing', async () => {
    const driving = await granted();
    const ids = { reserve: randomUUID(), consume: randomUUID(), change: randomUUID() };
    const startsAt = inHours(40);
    const reserve = () => reserving(driving, { requestId: ids.reserve, units: 2, startsAt });
    const { replayed: _, ...held } = await reserve();
    const { reservationId } = held;
    const consume = () => consuming(driving, { reservationId, requestId: ids.consume });
    const change = () => changing({ ...idOf(driving), requestId: ids.change, totalUnits: 5 });
    const first = [await consume(), await change()];
    const before = await storedOf(driving);
    expect(await reserve()).toEqual({ ...held, replayed: true });
    expect([await consume(), await change()]).toEqual(first.map(answer => ({ ...answer, replayed: true })));
    expect(await storedOf(driving)).toEqual(before);
  });

  it('one id stands for one change: with other numbers, or for something else, it is refused', async () => {
    const driving = await granted();
    const requestId = randomUUID();
    const startsAt = inHours(40);
    const { reservationId } = await reserving(driving, { requestId, startsAt });
    const before = await storedOf(driving);
    const reuses = [
      reserving(driving, { requestId, startsAt, units: 2 }),
      reserving(driving, { requestId, startsAt: inHours(41) }),
      reserving(driving, { requestId, startsAt, uid: admin }),
      releasing(driving, { requestId, reservationId }),
      consuming(driving, { requestId, reservationId }),
      changing({ ...idOf(driving), requestId, totalUnits: 5 }),
    ];
    for (const reuse of reuses) expect(await refusalOf(reuse)).toBe('already-exists REQUEST_ID_REUSED');
    expect(await storedOf(driving)).toEqual(before);
  });

  it('an authorization is granted once', async () => {
    const { student, instructor, courseId } = await granted();
    const wanted = { userId: student, instructorId: instructor, courseId, totalUnits: 3 };
    const request = { ...wanted, validTo: inHours(900), validFrom: inHours(0), requestId: randomUUID() };
    const [first, second] = [await creating(request), await creating(request)];
    expect(second).toEqual({ ...first, replayed: true });
    expect(await refusalOf(creating({ ...request, totalUnits: 4 }))).toBe('already-exists REQUEST_ID_REUSED');
  });
});

describe('who may do what', () => {
  it('to a stranger there is no such authorization, nor to an instructor who was dismissed', async () => {
    const driving = await granted();
    const { reservationId } = await reserving(driving);
    await giveRole({ uid: 'other-instructor', role: 'instructor' });
    await giveRole({ uid: driving.instructor, role: 'student' });
    const before = await storedOf(driving);
    laneMetrics.reset();
    for (const uid of ['a-stranger', 'other-instructor', driving.instructor]) {
      const tries = [
        reserving(driving, { uid }),
        releasing(driving, { uid, reservationId }),
        consuming(driving, { uid, reservationId }),
        reserving({ ...driving, authorizationId: Id.parse('no-such-authorization') }, { uid }),
      ];
      for (const attempt of tries) expect(await refusalOf(attempt)).toBe('not-found AUTHORIZATION_NOT_FOUND');
    }
    expect(laneMetrics.snapshot().total.commands).toBe(0);
    expect(await storedOf(driving)).toEqual(before);
  });

  it('a student neither consumes nor changes; an instructor changes nothing; an admin may all of it', async () => {
    const driving = await granted();
    const { reservationId } = await reserving(driving, { uid: driving.instructor });
    const denied = [
      consuming(driving, { uid: driving.student, reservationId }),
      changing({ ...idOf(driving), uid: driving.student, totalUnits: 9 }),
      changing({ ...idOf(driving), uid: driving.instructor, totalUnits: 9 }),
      creating({ uid: driving.instructor, userId: driving.student, ...grantBy(driving) }),
    ];
    for (const attempt of denied) expect(await refusalOf(attempt)).toBe('permission-denied ROLE_REQUIRED');
    await consuming(driving, { uid: admin, reservationId });
    const second = await reserving(driving, { uid: admin, startsAt: inHours(50) });
    await releasing(driving, { uid: admin, reservationId: second.reservationId });
    await expectSound(driving);
  });

  it('the commit decides again: a role taken away meanwhile refuses it, as does an authorization of others', async () => {
    const driving = await granted();
    const { reservationId } = await reserving(driving);
    const request = { ...idOf(driving), reservationId: Id.parse(reservationId), units: 1 };
    const uid = Id.parse('a-stranger');
    const requestId = Id.parse(randomUUID());
    const commandAs = (as: Actor['as']) =>
      consumeUnitsCommand({ actor: { uid, as }, request: { ...request, requestId } });
    const act = { uid, roles: ['admin'], action: 'consumeUnits', request: { requestId } } as const;
    await expect(lanes().submit(audited(commandAs('admin'), act))).rejects.toThrow('ROLE_REQUIRED');
    await expect(lanes().submit(commandAs('instructor'))).rejects.toThrow('AUTHORIZATION_NOT_FOUND');
    expect((await storedOf(driving)).reservations).toMatchObject([{ state: 'HELD' }]);
  });

  it('a reservation of another authorization is not found', async () => {
    const [mine, theirs] = [await granted(), await granted()];
    const { reservationId } = await reserving(theirs);
    for (const attempt of [releasing(mine, { reservationId }), consuming(mine, { reservationId })])
      expect(await refusalOf(attempt)).toBe('not-found RESERVATION_NOT_FOUND');
  });

  it('nobody is granted hours with somebody who is no instructor, or without a course', async () => {
    const { student, courseId } = await granted();
    const wanted = { userId: student, courseId, totalUnits: 8 };
    expect(await refusalOf(creating({ ...wanted, instructorId: 'a-stranger' }))).toBe(
      'not-found INSTRUCTOR_NOT_FOUND',
    );
    expect(await refusalOf(creating({ ...wanted, userId: 'a-stranger', instructorId: 'x' }))).toBe(
      'not-found ENROLLMENT_NOT_FOUND',
    );
  });
});

describe('a cut of the total', () => {
  it('stops at what is held and consumed, and says so', async () => {
    const driving = await granted({ totalUnits: 8 });
    const { reservationId } = await reserving(driving, { units: 2 });
    await consuming(driving, { reservationId, units: 2 });
    await reserving(driving, { units: 3, startsAt: inHours(50) });
    await expect(changing({ ...idOf(driving), totalUnits: 4 })).rejects.toMatchObject({
      details: {
        reason: 'UNITS_IN_USE',
        fields: [{ path: 'totalUnits', message: '3 held and 2 consumed: it cannot be less than 5.' }],
      },
    });
    expect(await changing({ ...idOf(driving), totalUnits: 5 })).toMatchObject({
      totalUnits: 5,
      availableUnits: 0,
    });
    await expectSound(driving);
  });
});

describe('what staff do is told in the audit log', () => {
  const toldOn = async ({ authorizationId }: { authorizationId: Id }) => {
    const told = await toldOf(admin);
    const path = `authorizations/${authorizationId}`;
    return told.filter(({ subject }) => subject.document === path);
  };

  it('a grant, a change with the numbers before it, and all that an admin does to a lesson', async () => {
    const driving = await granted({ totalUnits: 8 });
    const { student: userId, courseId } = driving;
    await changing({ ...idOf(driving), totalUnits: 9 });
    const first = await reserving(driving, { uid: admin });
    await consuming(driving, { uid: admin, reservationId: first.reservationId });
    const again = consuming(driving, { uid: admin, reservationId: first.reservationId });
    expect(await refusalOf(again)).toBe('failed-precondition RESERVATION_CLOSED');
    const told = await toldOn(driving);
    expect(told.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'createAuthorization applied',
      'changeAuthorization applied',
      'reserveUnits applied',
      'consumeUnits applied',
      'consumeUnits refused',
    ]);
    expect(told[0]).toMatchObject({ subject: { userId, courseId }, actor: { uid: admin, role: 'admin' } });
    expect(told[1]).toMatchObject({ reason: 'as agreed', before: expect.stringContaining('"totalUnits":8') });
    expect(told[3]).toMatchObject({ subject: { userId, courseId } });
  });

  it('a late cancellation that an instructor lets pass, and nothing else that an instructor does', async () => {
    const driving = await granted();
    const { instructor: uid } = driving;
    const [driven, waived, plain] = [
      await reserving(driving, { uid, startsAt: inHours(20) }),
      await reserving(driving, { uid, startsAt: inHours(30) }),
      await reserving(driving, { uid, startsAt: inHours(40) }),
    ];
    await consuming(driving, { reservationId: driven.reservationId });
    await releasing(driving, { uid, reservationId: plain.reservationId });
    expect(await toldOf(uid)).toEqual([]);
    await releasing(driving, { uid, reservationId: waived.reservationId, waiveLateCancellation: true });
    expect(await toldOf(uid)).toMatchObject([
      { action: 'releaseUnits', actor: { role: 'instructor' }, reason: 'I am ill', outcome: 'applied' },
    ]);
  });

  it('a change that somebody without the role asks for is refused, and told once a day', async () => {
    const driving = await granted();
    const uid = driving.student;
    for (const totalUnits of [9, 10])
      expect(await refusalOf(changing({ ...idOf(driving), uid, totalUnits }))).toBe(
        'permission-denied ROLE_REQUIRED',
      );
    expect(await toldOf(uid)).toMatchObject([{ action: 'changeAuthorization', refusal: 'ROLE_REQUIRED' }]);
  });
});

describe('what is refused writes nothing', () => {
  it.each([
    ['no units', { units: 0 }, 'invalid-argument INVALID_INPUT'],
    ['less than none', { units: -1 }, 'invalid-argument INVALID_INPUT'],
    ['half a unit', { units: 0.5 }, 'invalid-argument INVALID_INPUT'],
    ['more than can be counted', { units: Number.POSITIVE_INFINITY }, 'invalid-argument INVALID_INPUT'],
    ['a lesson in the past', { startsAt: inHours(-2) }, 'failed-precondition LESSON_IN_PAST'],
    ['a lesson too far ahead', { startsAt: inHours(365 * 24) }, 'failed-precondition OUTSIDE_VALIDITY'],
  ])('%s', async (_, wanted, expected) => {
    const driving = await granted();
    const before = await storedOf(driving);
    laneMetrics.reset();
    expect(await refusalOf(reserving(driving, wanted))).toBe(expected);
    expect(laneMetrics.snapshot().total.documentsWritten).toBe(0);
    expect(await storedOf(driving)).toEqual(before);
  });
});

describe('what it costs in documents', () => {
  it('holding reads 2 and writes 3, without locks; with its time in two calendars 3 and 5', async () => {
    const driving = await granted();
    const request = { requestId: randomUUID(), startsAt: inHours(30) };
    const free = { locks: 0 };
    const holding = () => reserving(driving, request);
    expect(await costOf('reserveUnits', holding)).toMatchObject({ reads: 2, writes: 3, ...free });
    expect(await costOf('reserveUnits', holding)).toMatchObject({ writes: 0, ...free });
    const lesson = { startsAt: inHours(30), durationMinutes: 60 };
    for (const uid of [driving.student, driving.instructor]) {
      const wanted = { ...lesson, uid, startsAt: inHours(uid === driving.student ? 24 : 96) };
      expect(await costOf('reserveUnits', () => reserving(driving, wanted))).toMatchObject({
        reads: 3,
        writes: 5,
        ...free,
      });
    }
  });

  it('giving back and consuming read 2 and write 3; an admin’s role is guarded besides', async () => {
    const driving = await granted();
    const ids = [];
    for (const hours of [30, 40, 50])
      ids.push((await reserving(driving, { startsAt: inHours(hours) })).reservationId);
    const [first = '', second = '', third = ''] = ids;
    const release = () => releasing(driving, { reservationId: first });
    expect(await costOf('releaseUnits', release)).toMatchObject({ reads: 2, writes: 3, locks: 0 });
    const consume = () => consuming(driving, { reservationId: second });
    expect(await costOf('consumeUnits', consume)).toMatchObject({ reads: 2, writes: 3, locks: 0 });
    const byAdmin = () => consuming(driving, { reservationId: third, uid: admin });
    expect(await costOf('consumeUnits', byAdmin)).toMatchObject({ reads: 4, writes: 6, locks: 0 });
    const timed = await reserving(driving, { startsAt: inHours(60), durationMinutes: 60 });
    const free = () => releasing(driving, { reservationId: timed.reservationId });
    expect(await costOf('releaseUnits', free)).toMatchObject({ reads: 4, writes: 5, locks: 0 });
    const lateOne = await reserving(driving, { startsAt: inHours(70) });
    const waiver = { uid: driving.instructor, waiveLateCancellation: true };
    const waive = () => releasing(driving, { ...waiver, reservationId: lateOne.reservationId });
    expect(await costOf('releaseUnits', waive)).toMatchObject({ reads: 4, writes: 6, locks: 0 });
    const holdByAdmin = () => reserving(driving, { uid: admin, startsAt: inHours(80) });
    expect(await costOf('reserveUnits', holdByAdmin)).toMatchObject({ reads: 4, writes: 6, locks: 0 });
    const change = () => changing({ ...idOf(driving), totalUnits: 9 });
    expect(await costOf('changeAuthorization', change)).toMatchObject({ reads: 3, writes: 5 });
    const granting = () => creating({ userId: driving.student, ...grantBy(driving) });
    expect(await costOf('createAuthorization', granting)).toMatchObject({ reads: 4, writes: 6 });
  });
});
