import { lanes } from '../../../src/commit/index.ts';
import { listAuthorizations } from '../../../src/console/list-authorizations.ts';
import { listCalendar } from '../../../src/console/list-calendar.ts';
import { listParkedEvents } from '../../../src/console/list-parked-events.ts';
import {
  ListAuthorizationsAnswer,
  ListCalendarAnswer,
  ListParkedEventsAnswer,
} from '../../../src/console/wire.ts';
import type { StripeEventRecord } from '../../../src/payments/schema.ts';
import { stripeEventDoc } from '../../../src/payments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { authorizationDoc, reservationDoc } from '../../../src/units/store.ts';
import { someAuthorization, someReservation } from '../../fixtures/authorization.ts';
import { newStaff } from '../audit/staff.ts';
import { call } from '../call.ts';
import { useOwnProject } from '../project.ts';
import { blameOf, named, newId, put } from './world.ts';

useOwnProject('console-lists');

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

describe('parked events', () => {
  const parking = (eventId: Id, changes: Partial<StripeEventRecord> = {}) =>
    put(stripeEventDoc(eventId), {
      ...{ eventId, type: 'charge.refunded', state: 'parked', payload: '{"customer":"secret"}' },
      ...{ accountPath: null, attempts: 3, problem: 'NO_SUCH_PAYMENT' },
      createdAt: new Date('2026-03-10T14:00:00Z'),
      receivedAt: new Date('2026-03-10T14:00:01Z'),
      expireAt: new Date('2026-06-08T14:00:01Z'),
      ...changes,
    });
  const listing = (uid: string, data: object = {}) => call(listParkedEvents, { uid, data });

  it('come page by page, each once, without their bodies; others do not', async () => {
    const uid = await newStaff();
    const eventIds = Array.from({ length: 51 }, (_, index) => Id.parse(`evt_${100 + index}`));
    await Promise.all(eventIds.map(eventId => parking(eventId)));
    await parking(Id.parse('evt_1'), { state: 'applied' });
    const first = ListParkedEventsAnswer.parse(await listing(uid));
    expect(first.events).toHaveLength(50);
    expect(first.next).toBe('evt_149');
    const second = ListParkedEventsAnswer.parse(await listing(uid, { after: first.next }));
    expect(second).toEqual({
      next: null,
      events: [
        {
          eventId: 'evt_150',
          type: 'charge.refunded',
          createdAt: '2026-03-10T14:00:00.000Z',
          state: 'parked',
          reason: 'NO_SUCH_PAYMENT',
          attempts: 3,
        },
      ],
    });
    expect([...first.events, ...second.events].map(({ eventId }) => eventId)).toEqual(eventIds);
  });

  it('are an admin’s to see, and `after` is a name', async () => {
    for (const role of ['auditor', 'instructor'] as const)
      expect(await blameOf(listing(await newStaff(role)))).toBe('ROLE_REQUIRED');
    expect(await blameOf(listing(await newStaff(), { after: 'a/b' }))).toBe('INVALID_INPUT after');
  });
});

const march = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };

/** A lesson in March of a student with a name, and one a month later. */
async function teaching(instructorId: Id) {
  const [studentId, authorizationId] = [newId('student'), newId('authorization')];
  const parties = { studentId, instructorId, authorizationId };
  await named(studentId, 'Lena Lerner');
  await put(
    authorizationDoc(authorizationId),
    someAuthorization({ ...parties, reservedUnits: 2, consumedUnits: 1 }),
  );
  const book = async (startsAt: Date) => {
    const reservationId = newId('reservation');
    const endsAt = new Date(startsAt.getTime() + 7_200_000);
    await put(
      reservationDoc({ authorizationId, reservationId }),
      someReservation({ ...parties, reservationId, startsAt, endsAt }),
    );
    return reservationId;
  };
  const inMarch = await book(new Date('2026-03-10T14:00:00Z'));
  await book(new Date(march.to));
  return { ...parties, reservationId: inMarch };
}

describe('the calendar', () => {
  const listing = (uid: string, data: object) => call(listCalendar, { uid, data });
  const listed = async (uid: string, data: object) =>
    ListCalendarAnswer.parse(await listing(uid, data)).lessons;

  it('shows an instructor their own lessons, whomever they ask for', async () => {
    const [own, other] = [Id.parse(await newStaff('instructor')), Id.parse(await newStaff('instructor'))];
    const lesson = await teaching(own);
    await teaching(other);
    for (const asked of [{}, { instructorId: other }])
      expect(await listed(own, { ...march, ...asked })).toEqual([
        {
          ...lesson,
          courseId: someReservation().courseId,
          studentName: 'Lena Lerner',
          startsAt: '2026-03-10T14:00:00.000Z',
          endsAt: '2026-03-10T16:00:00.000Z',
          units: 2,
          consumedUnits: 0,
          state: 'HELD',
        },
      ]);
  });

  it('shows an admin everybody’s, or those of whom they ask for, in order', async () => {
    const [a, b] = [newId('instructor'), newId('instructor')];
    const lessons = [await teaching(a), await teaching(b)];
    const admin = await newStaff();
    const all = (await listed(admin, march)).map(({ reservationId }) => reservationId);
    expect(all).toEqual(expect.arrayContaining(lessons.map(({ reservationId }) => reservationId)));
    expect(
      (await listed(admin, { ...march, instructorId: b })).map(({ instructorId }) => instructorId),
    ).toEqual([b]);
  });

  it.each([
    [{ from: march.from }, 'to'],
    [{ from: march.to, to: march.from }, 'to'],
    [{ from: march.from, to: '2026-05-03T00:00:00Z' }, 'to'],
    [{ from: 'yesterday', to: march.to }, 'from'],
    [{ ...march, instructorId: 'a/b' }, 'instructorId'],
  ])('is not asked for with %j', async (data, field) => {
    expect(await blameOf(listing(await newStaff(), data))).toBe(`INVALID_INPUT ${field}`);
  });

  it('is closed to auditors and students', async () => {
    expect(await blameOf(listing(await newStaff('auditor'), march))).toBe('ROLE_REQUIRED');
    expect(await blameOf(listing('a-student', march))).toBe('ROLE_REQUIRED');
  });
});

describe('authorizations', () => {
  const listing = (uid: string, data: object) => call(listAuthorizations, { uid, data });
  const listed = async (uid: string, data: object) =>
    ListAuthorizationsAnswer.parse(await listing(uid, data)).authorizations;
  const idsOf = async (uid: string, data: object) =>
    (await listed(uid, data)).map(({ authorizationId }) => authorizationId);

  it('are shown to an instructor if they are theirs, whomever they ask for', async () => {
    const [own, other] = [Id.parse(await newStaff('instructor')), newId('instructor')];
    const [mine, theirs] = [await teaching(own), await teaching(other)];
    expect(await listed(own, {})).toMatchObject([
      {
        authorizationId: mine.authorizationId,
        studentName: 'Lena Lerner',
        totalUnits: 8,
        reservedUnits: 2,
        consumedUnits: 1,
        availableUnits: 5,
        validFrom: '2026-03-01T05:00:00.000Z',
      },
    ]);
    expect(await idsOf(own, { instructorId: other })).toEqual([mine.authorizationId]);
    expect(await idsOf(own, { userId: theirs.studentId })).toEqual([]);
  });

  it('are shown to an admin by student, by instructor, or by both', async () => {
    const [a, b] = [await teaching(newId('instructor')), await teaching(newId('instructor'))];
    const admin = await newStaff();
    expect(await idsOf(admin, { userId: a.studentId })).toEqual([a.authorizationId]);
    expect(await idsOf(admin, { instructorId: b.instructorId })).toEqual([b.authorizationId]);
    expect(await idsOf(admin, { userId: a.studentId, instructorId: b.instructorId })).toEqual([]);
  });

  it('come in the order of their ends, the last first, so that none of today’s is cut off for an old one', async () => {
    const instructorId = newId('instructor');
    const studentId = newId('student');
    const until = async (validTo: string) => {
      const authorizationId = newId('authorization');
      const authorization = someAuthorization({ authorizationId, studentId, instructorId });
      await put(authorizationDoc(authorizationId), { ...authorization, validTo: new Date(validTo) });
      return authorizationId;
    };
    const middle = await until('2026-05-01T00:00:00Z');
    const last = await until('2026-07-01T00:00:00Z');
    const first = await until('2026-04-01T00:00:00Z');
    const admin = await newStaff();
    for (const asked of [{ instructorId }, { userId: studentId }, { userId: studentId, instructorId }])
      expect(await idsOf(admin, asked)).toEqual([last, middle, first]);
  });

  it('are not listed for nobody', async () => {
    expect(await blameOf(listing(await newStaff(), {}))).toBe('INVALID_INPUT userId');
    expect(await blameOf(listing(await newStaff('auditor'), { userId: 'a-student' }))).toBe('ROLE_REQUIRED');
  });
});
