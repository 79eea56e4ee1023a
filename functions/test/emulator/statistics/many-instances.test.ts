import { randomUUID } from 'node:crypto';
import { Lanes, readDocument } from '../../../src/commit/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { countSourceCommand } from '../../../src/statistics/count-source.ts';
import { readEnrollmentsIn } from '../../../src/statistics/queries.ts';
import { recountTotals } from '../../../src/statistics/recount.ts';
import { totalsDoc } from '../../../src/statistics/store.ts';
import { useOwnProject } from '../project.ts';
import { enrollmentWritten } from './student.ts';

useOwnProject('statistics-instances');

/** Each stands for an instance of the functions: they share nothing but Firestore. */
const instances = [new Lanes(), new Lanes(), new Lanes()];

afterAll(async () => {
  await Promise.all(instances.map(lanes => lanes.close()));
  await firestore().terminate();
});

describe('three instances that count one course at once', () => {
  it('end in the course’s enrollments, though these go on changing and every event comes to each', async () => {
    const courseId = Id.parse(`course-${randomUUID()}`);
    const students = Array.from({ length: 12 }, (_, index) => Id.parse(`student-${index}`));
    const tell = (userId: Id) =>
      Promise.all(
        instances.map(lanes => lanes.submit(countSourceCommand({ kind: 'enrollment', userId, courseId }))),
      );
    const live = async (userId: Id, index: number) => {
      const telling = [];
      for (const amountPaid of [0, 10_000, 59_900]) {
        await enrollmentWritten({ userId, courseId }, { amountPaid });
        telling.push(tell(userId));
      }
      if (index % 3 === 0) {
        await enrollmentWritten({ userId, courseId }, { enrollmentStatus: 'CANCELLED', amountPaid: 59_900 });
        telling.push(tell(userId));
      }
      await Promise.all(telling);
    };
    await Promise.all(students.map(live));
    const totals = await readDocument(totalsDoc(courseId));
    expect(totals).toEqual(recountTotals(await readEnrollmentsIn(courseId)));
    expect(totals).toMatchObject({ enrolled: 8, cancelled: 4, revenue: { usd: 12 * 59_900 } });
  });
});
