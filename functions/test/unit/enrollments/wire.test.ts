import fc from 'fast-check';
import { CancelEnrollmentRequest, EnrollRequest } from '../../../src/enrollments/wire.ts';

const enroll = {
  courseId: 'ohio-teen-driver-education',
  timeZone: 'America/New_York',
  requestId: '3f0e3a34-55a1-4f7e-9d61-0c2a2b9f9a10',
};
const cancel = { courseId: enroll.courseId, reason: 'moving away', requestId: enroll.requestId };

const wrongFields = (schema: typeof EnrollRequest | typeof CancelEnrollmentRequest, body: object) =>
  schema.safeParse(body).error?.issues.map(issue => issue.path.join('.'));

describe('enroll', () => {
  it('takes a known time zone, an id and a UUID', () => {
    expect(EnrollRequest.parse(enroll)).toEqual(enroll);
    expect(EnrollRequest.parse({ ...enroll, timeZone: 'UTC' }).timeZone).toBe('UTC');
  });

  it.each([
    ['courseId', 'a/b'],
    ['courseId', '..'],
    ['courseId', '__x__'],
    ['courseId', 'x'.repeat(129)],
    ['courseId', 7],
    ['timeZone', 'Mars/Olympus'],
    ['timeZone', '+05:00'],
    ['timeZone', ''],
    ['timeZone', null],
    ['timeZone', 'x'.repeat(10_000)],
    ['requestId', 'not-a-uuid'],
    ['requestId', undefined],
  ])('blames %s when it is %j', (field, value) => {
    expect(wrongFields(EnrollRequest, { ...enroll, [field]: value })).toContain(field);
  });

  it('takes no field it does not know: a client cannot name its own price', () => {
    expect(EnrollRequest.safeParse({ ...enroll, price: 1 }).success).toBe(false);
  });

  it('no body makes it throw', () => {
    fc.assert(
      fc.property(fc.anything(), body => {
        EnrollRequest.safeParse(body);
        CancelEnrollmentRequest.safeParse(body);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('cancelEnrollment', () => {
  it.each([
    ['x'.repeat(500), true],
    ['x'.repeat(501), false],
    ['', false],
    ['   ', false],
  ])('a reason has 1 to 500 characters', (reason, isValid) => {
    expect(CancelEnrollmentRequest.safeParse({ ...cancel, reason }).success).toBe(isValid);
  });
});
