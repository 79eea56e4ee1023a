import { randomUUID } from 'node:crypto';
import { Lanes, lanes } from '../../../src/commit/index.ts';
import { balanceEqualsLedger } from '../../../src/enrollments/balance.ts';
import { enrollCommand } from '../../../src/enrollments/enroll.ts';
import { seatsEqualEnrollments } from '../../../src/enrollments/seat-gate.ts';
import { EnrollRequest } from '../../../src/enrollments/wire.ts';
import { Id } from '../../../src/platform/ids.ts';
import { RefusalError } from '../../../src/platform/refusal.ts';
import { refusalOf } from '../call.ts';
import { useOwnProject } from '../project.ts';
import { enrolling, enrollmentsIn, ledgerOf, openCourse, seatsOf, students } from './school.ts';

const projectId = useOwnProject('last-seats');

afterAll(() => lanes().close());

/** How often each answer was given. */
function tally(answers: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1;
  return counts;
}

async function expectSound(courseId: Id): Promise<void> {
  const enrollments = await enrollmentsIn(courseId);
  const statuses = [...enrollments.values()].map(enrollment => enrollment.enrollmentStatus);
  expect(seatsEqualEnrollments(await seatsOf(courseId), statuses)).toBe(true);
  for (const enrollment of enrollments.values())
    expect(balanceEqualsLedger(enrollment, await ledgerOf(enrollment))).toBe(true);
}

describe('a rush for the last seats', () => {
  it('100 students for 5 seats and 3 waiting places: exactly 5, 3, and 92 told SOLD_OUT', async () => {
    const courseId = await openCourse({ capacity: 5, waitlistCapacity: 3 });
    const answers = await Promise.all(
      students(100).map(async uid => {
        let status = '';
        const refusal = await refusalOf(
          enrolling({ uid, courseId }).then(answer => {
            status = answer.enrollmentStatus;
          }),
        );
        return refusal === 'ok' ? status : refusal;
      }),
    );
    expect(tally(answers)).toEqual({
      PENDING_PAYMENT: 5,
      WAITLISTED: 3,
      'failed-precondition SOLD_OUT': 92,
    });
    expect(await seatsOf(courseId)).toMatchObject({ taken: 5, waitlisted: 3, nextWaitlistNumber: 4 });
    expect((await enrollmentsIn(courseId)).size).toBe(8);
    await expectSound(courseId);
  });

  it('from three processes at once: not one seat too many, nobody told two things', async () => {
    const courseId = await openCourse({ capacity: 20, waitlistCapacity: 10 });
    const processes = [0, 1, 2].map(() => new Lanes({ target: { projectId } }));
    const outcomes = await Promise.all(
      students(90).map(async (uid, index) => {
        const request = EnrollRequest.parse({ courseId, timeZone: 'UTC', requestId: randomUUID() });
        const command = enrollCommand({ userId: Id.parse(uid), request });
        try {
          return (await processes[index % 3]?.submit(command))?.outcome.enrollmentStatus ?? 'nobody answered';
        } catch (error) {
          return error instanceof RefusalError ? error.refusal.reason : 'a bug';
        }
      }),
    );
    await Promise.all(processes.map(process => process.close()));
    expect(tally(outcomes)).toEqual({ PENDING_PAYMENT: 20, WAITLISTED: 10, SOLD_OUT: 60 });
    await expectSound(courseId);
  });
});
