import type { z } from 'zod';
import {
  ChangeAuthorizationRequest,
  ConsumeUnitsRequest,
  CreateAuthorizationRequest,
  ReserveUnitsRequest,
} from '../../../src/units/wire.ts';

const requestId = '0d4cf0b2-6a6c-4a3e-9a51-0d6f4f3f7c11';
const reserving = { authorizationId: 'a', units: 2, startsAt: '2026-03-10T14:00:00Z', requestId };
const creating = {
  userId: 'student-1',
  courseId: 'course',
  instructorId: 'instructor-1',
  totalUnits: 8,
  validFrom: '2026-03-01T00:00:00-05:00',
  validTo: '2026-08-01T00:00:00Z',
  requestId,
};

const blamed = (schema: z.ZodType, body: object): readonly string[] => {
  const parsed = schema.safeParse(body);
  return parsed.success ? [] : [...new Set(parsed.error.issues.map(issue => issue.path.join('.')))];
};

const badUnits = [0, -1, 0.5, 1_001, 1e21, Number.POSITIVE_INFINITY, Number.NaN, '2', null, undefined];

describe('what a client may ask for', () => {
  it.each(badUnits)('%p units are refused wherever units are asked for', units => {
    expect(blamed(ReserveUnitsRequest, { ...reserving, units })).toContain('units');
    expect(blamed(CreateAuthorizationRequest, { ...creating, totalUnits: units })).toEqual(['totalUnits']);
    const consuming = { authorizationId: 'a', reservationId: 'r', units, requestId };
    expect(blamed(ConsumeUnitsRequest, consuming)).toEqual(['units']);
  });

  it.each([1, 1_000])('%p units are taken', units => {
    expect(blamed(ReserveUnitsRequest, { ...reserving, units })).toEqual([]);
    expect(blamed(CreateAuthorizationRequest, { ...creating, totalUnits: units })).toEqual([]);
  });

  it.each([
    'tomorrow',
    '2026-03-10',
    '2026-03-10T14:00:00',
    '2026-02-30T14:00:00Z',
    '2026-03-10T25:00:00Z',
    '0001-01-01T00:00:00Z',
    '9999-12-31T00:00:00Z',
    1_773_151_200_000,
    null,
  ])('%p is no time for a lesson', startsAt => {
    expect(blamed(ReserveUnitsRequest, { ...reserving, startsAt })).toEqual(['startsAt']);
  });

  it('an instant is one instant, in whatever offset it is told', () => {
    const inOhio = ReserveUnitsRequest.parse({ ...reserving, startsAt: '2026-03-10T10:00:00-04:00' });
    expect(inOhio).toEqual(ReserveUnitsRequest.parse(reserving));
  });

  it.each([
    [59, false],
    [119, false],
    [120, true],
    [720, true],
    [721, false],
    [120.5, false],
  ])('two units in %p minutes', (durationMinutes, isTaken) => {
    const issues = blamed(ReserveUnitsRequest, { ...reserving, durationMinutes });
    expect(issues).toEqual(isTaken ? [] : expect.arrayContaining(['durationMinutes']));
  });

  it.each([
    ['ends as it begins', creating.validFrom],
    ['ends before it begins', '2026-02-28T00:00:00Z'],
  ])('a validity that %s is refused', (_, validTo) => {
    expect(blamed(CreateAuthorizationRequest, { ...creating, validTo })).toEqual(['validTo']);
    const { validFrom } = creating;
    const changing = { authorizationId: 'a', validFrom, validTo, reason: 'x', requestId };
    expect(blamed(ChangeAuthorizationRequest, changing)).toEqual(['validTo']);
  });

  it('nobody teaches themselves', () => {
    expect(blamed(CreateAuthorizationRequest, { ...creating, instructorId: creating.userId })).toEqual([
      'instructorId',
    ]);
  });

  it.each([{ perDay: 0 }, { perWeek: 1.5 }, { perMonth: -1 }, { perYear: 5 }])(
    'a limit of %j is refused',
    limits => {
      expect(blamed(CreateAuthorizationRequest, { ...creating, limits })).not.toEqual([]);
    },
  );
});
