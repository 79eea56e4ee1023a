import { isDeepStrictEqual } from 'node:util';
import type { Id } from '../platform/ids.ts';
import { changesBetween } from './field-changes.ts';
import type { CatalogCourse } from './file-schema.ts';
import type { FieldChange, LoadReport } from './load-report.ts';
import type { Course, Lesson, Offer, Seats, Terms } from './schema.ts';
import { isPromotionDue } from './seats.ts';

/** A course as the file wants it stored. */
export interface WantedCourse {
  readonly course: Course;
  readonly lessons: readonly Lesson[];
}

/** A course as it is stored; of its lessons, those that the file names. */
export interface StoredCourse {
  readonly course: Course | undefined;
  readonly seats: Seats | undefined;
  readonly lessons: ReadonlyMap<Id, Lesson>;
}

export interface CoursePlan {
  readonly report: LoadReport;
  readonly seats: Seats;
  readonly newLessons: readonly Lesson[];
  readonly changedLessons: readonly Lesson[];
  /** The capacity was raised and somebody waits. */
  readonly isPromotionDue: boolean;
}

export function wantedCourse({ entry, terms }: { entry: CatalogCourse; terms: Terms }): WantedCourse {
  const modules = entry.modules.map(({ lessons, ...module }) => ({
    ...module,
    lessonIds: lessons.map(lesson => lesson.lessonId),
  }));
  const { quizzes, ...fields } = entry;
  return {
    course: { ...fields, terms, modules, quizIds: quizzes.map(quiz => quiz.quizId) },
    lessons: entry.modules.flatMap(module => module.lessons),
  };
}

/** What is to be written so that the course is as wanted. Seats that are taken stay taken. */
export function planCourse({ stored, wanted }: { stored: StoredCourse; wanted: WantedCourse }): CoursePlan {
  const { course, lessons } = wanted;
  const seats = seatsAfter({ stored: stored.seats, course });
  const newLessons = lessons.filter(lesson => !stored.lessons.has(lesson.lessonId));
  const changedLessons = lessons.filter(lesson => {
    const before = stored.lessons.get(lesson.lessonId);
    return before !== undefined && !isDeepStrictEqual(before, lesson);
  });
  const isRaised = stored.seats !== undefined && seats.capacity > stored.seats.capacity;
  const plan = { seats, newLessons, changedLessons, isPromotionDue: isRaised && isPromotionDue(seats) };
  return { ...plan, report: reportOf({ stored, wanted, plan }) };
}

const offerOf = ({ published, price, currency, policyId, policyVersion, terms }: Course): Offer => ({
  published,
  price,
  currency,
  policyId,
  policyVersion,
  terms,
});

function seatsAfter({ stored, course }: { stored: Seats | undefined; course: Course }): Seats {
  const { capacity, waitlistCapacity } = course;
  const counts = stored ?? { taken: 0, waitlisted: 0, nextWaitlistNumber: 1 };
  return { ...counts, capacity, waitlistCapacity, offer: offerOf(course) };
}

interface Reported {
  readonly stored: StoredCourse;
  readonly wanted: WantedCourse;
  readonly plan: Omit<CoursePlan, 'report'>;
}

function reportOf(input: Reported): LoadReport {
  const { stored, wanted, plan } = input;
  const name = `course ${wanted.course.courseId}`;
  if (stored.course === undefined && stored.seats === undefined)
    return { name, action: 'create', changes: [], remarks: [] };
  if (stored.course === undefined || stored.seats === undefined) {
    const remark = 'Course or seat count is missing: made anew, it would sell the taken seats again.';
    return { name, action: 'refused', changes: [], remarks: [remark] };
  }
  const changes = [
    ...changesBetween({ stored: stored.course, wanted: wanted.course }),
    ...seatDrift({ stored, plan }),
    ...lessonChanges(input),
  ];
  if (changes.length === 0) return { name, action: 'same', changes, remarks: [] };
  return { name, action: 'change', changes, remarks: remarksOn({ changes, plan }) };
}

/** Only where the seat count disagreed with the course already: otherwise the course's own fields tell it all. */
function seatDrift({ stored, plan }: { stored: StoredCourse; plan: Reported['plan'] }): FieldChange[] {
  const { course, seats } = stored;
  if (course === undefined || seats === undefined) return [];
  if (isDeepStrictEqual(seatsAfter({ stored: seats, course }), seats)) return [];
  return changesBetween({ stored: seats, wanted: plan.seats }).map(change => ({
    ...change,
    what: `seats ${change.what}`,
  }));
}

function lessonChanges({ stored, wanted, plan }: Reported): FieldChange[] {
  const kept = new Set(wanted.lessons.map(lesson => lesson.lessonId));
  const dropped = stored.course?.modules.flatMap(module => module.lessonIds).filter(id => !kept.has(id));
  return [
    ...plan.newLessons.map(lesson => ({ what: `lesson ${lesson.lessonId}`, from: null, to: lesson.title })),
    ...plan.changedLessons.flatMap(lesson => {
      const before = stored.lessons.get(lesson.lessonId) ?? lesson;
      return changesBetween({ stored: before, wanted: lesson }).map(change => ({
        ...change,
        what: `lesson ${lesson.lessonId} ${change.what}`,
      }));
    }),
    ...(dropped ?? []).map(lessonId => ({ what: `lesson ${lessonId}`, from: 'in the course', to: null })),
  ];
}

function remarksOn({ changes, plan }: { changes: readonly FieldChange[]; plan: Reported['plan'] }): string[] {
  const { seats } = plan;
  const remarks: string[] = [];
  if (changes.some(({ what }) => /^(price|currency|policyId|policyVersion|terms\b)/.test(what)))
    remarks.push('Price and terms hold for later enrollments; earlier ones keep theirs.');
  if (seats.taken > seats.capacity)
    remarks.push(`${seats.taken} seats are taken already: nobody new gets in until fewer are.`);
  if (plan.isPromotionDue) remarks.push(`${seats.waitlisted} wait: the new seats go to them first.`);
  return remarks;
}
