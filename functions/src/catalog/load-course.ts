import { apply, type Command, create, fingerprintOf, toCreate, toWrite, update } from '../commit/index.ts';
import { promoteWaitlistedEntry } from '../outbox/schema.ts';
import { outboxDoc } from '../outbox/store.ts';
import { Id } from '../platform/ids.ts';
import { planCourse, type WantedCourse } from './course-plan.ts';
import { isWriting, type LoadMode, LoadReport } from './load-report.ts';
import type { Lesson } from './schema.ts';
import { courseDoc, lessonDoc, seatsDoc } from './store.ts';

/** @param runId names the promotion that a raised capacity asks for; new in every run */
export function loadCourse({
  wanted,
  mode,
  runId,
}: {
  wanted: WantedCourse;
  mode: LoadMode;
  runId: Id;
}): Command<LoadReport> {
  const { courseId } = wanted.course;
  const course = courseDoc(courseId);
  const seats = seatsDoc(courseId);
  const promotion = outboxDoc(Id.parse(`promote_${fingerprintOf('promoteWaitlisted', { courseId, runId })}`));
  const lessonAt = ({ lessonId }: Lesson) => lessonDoc({ courseId, lessonId });
  return {
    operation: 'loadCourse',
    aggregate: seats.path,
    receipt: 'state',
    loads: [...[course, seats, ...wanted.lessons.map(lessonAt)].map(toWrite), toCreate(promotion)],
    outcomeSchema: LoadReport,
    decide: view => {
      const storedSeats = view.get(seats);
      const lessons = new Map<Id, Lesson>();
      for (const lesson of wanted.lessons) {
        const stored = view.get(lessonAt(lesson));
        if (stored !== undefined) lessons.set(stored.lessonId, stored);
      }
      const stored = { course: view.get(course), seats: storedSeats, lessons };
      const plan = planCourse({ stored, wanted });
      const { report } = plan;
      if (!isWriting({ mode, report })) return apply(report, []);
      const { capacity, waitlistCapacity, offer } = plan.seats;
      return apply(report, [
        stored.course === undefined ? create(course, wanted.course) : update(course, wanted.course),
        stored.seats === undefined
          ? create(seats, plan.seats)
          : update(seats, { capacity, waitlistCapacity, offer }),
        ...plan.newLessons.map(lesson => create(lessonAt(lesson), lesson)),
        ...plan.changedLessons.map(lesson => update(lessonAt(lesson), lesson)),
        ...(plan.isPromotionDue
          ? [create(promotion, promoteWaitlistedEntry({ courseId, now: view.now }))]
          : []),
      ]);
    },
  };
}
