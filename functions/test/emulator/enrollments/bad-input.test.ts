import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { laneMetrics, lanes } from '../../../src/commit/index.ts';
import { cancelEnrollment } from '../../../src/enrollments/cancel-enrollment.ts';
import { enroll } from '../../../src/enrollments/enroll.ts';
import { call, refusalOf } from '../call.ts';
import { useOwnProject } from '../project.ts';

useOwnProject('bad-input');

afterAll(() => lanes().close());

/** Fields that are nearly right, so that bodies get past the first check and fail at the next. */
const body = fc.oneof(
  fc.anything(),
  fc.record(
    {
      courseId: fc.oneof(fc.constant('a-course'), fc.constantFrom('a/b', '..', '__x__', ''), fc.anything()),
      requestId: fc.oneof(fc.constant(randomUUID()), fc.uuid(), fc.anything()),
      timeZone: fc.oneof(fc.constant('UTC'), fc.string(), fc.anything()),
      reason: fc.oneof(fc.string(), fc.anything()),
      price: fc.anything(),
    },
    { requiredKeys: [] },
  ),
);

const expected = [
  'invalid-argument INVALID_INPUT',
  'not-found COURSE_NOT_FOUND',
  'not-found ENROLLMENT_NOT_FOUND',
];

describe.each([
  ['enroll', enroll],
  ['cancelEnrollment', cancelEnrollment],
])('%s', (_name, endpoint) => {
  it('answers 1,000 generated bodies with a refusal, never with an internal error, and writes nothing', async () => {
    laneMetrics.reset();
    await fc.assert(
      fc.asyncProperty(body, async data => {
        expect(expected).toContain(await refusalOf(call(endpoint, { uid: 'student-1', data })));
      }),
      { numRuns: 1_000 },
    );
    expect(laneMetrics.snapshot().total.documentsWritten).toBe(0);
  });

  it('nobody who is not signed in gets further', async () => {
    const calling = Reflect.apply(endpoint.run, endpoint, [{ data: {} }]);
    expect(await refusalOf(calling)).toBe('unauthenticated SIGN_IN_REQUIRED');
  });
});
