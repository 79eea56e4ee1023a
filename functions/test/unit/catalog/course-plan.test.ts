import {
  planCourse,
  type StoredCourse,
  type WantedCourse,
  wantedCourse,
} from '../../../src/catalog/course-plan.ts';
import type { CatalogCourse } from '../../../src/catalog/file-schema.ts';
import type { Seats } from '../../../src/catalog/schema.ts';
import { someTerms } from '../../fixtures/course.ts';
import { sampleCatalog } from './sample.ts';

const nothing: StoredCourse = { course: undefined, seats: undefined, lessons: new Map() };

function teenCourse(changes: Partial<CatalogCourse> = {}): WantedCourse {
  const [entry] = sampleCatalog().courses;
  if (entry === undefined) throw new Error('the sample has no course');
  return wantedCourse({ entry: { ...entry, ...changes }, terms: someTerms() });
}

/** As it is stored after it was loaded, with seats as they are by now. */
function loaded({ wanted, seats }: { wanted: WantedCourse; seats?: Partial<Seats> }): StoredCourse {
  const plan = planCourse({ stored: nothing, wanted });
  const lessons = new Map(wanted.lessons.map(lesson => [lesson.lessonId, lesson]));
  return { course: wanted.course, seats: { ...plan.seats, ...seats }, lessons };
}

const inUse = (seats: Partial<Seats>) => loaded({ wanted: teenCourse(), seats });

describe('a new course', () => {
  it('is created with all its seats free and its lessons', () => {
    const plan = planCourse({ stored: nothing, wanted: teenCourse() });
    expect(plan.report.action).toBe('create');
    expect(plan.seats).toMatchObject({ capacity: 30, taken: 0, waitlisted: 0, waitlistCapacity: 10 });
    expect(plan.seats.offer).toMatchObject({ price: 59_900, published: true, terms: someTerms() });
    expect(plan.newLessons).toHaveLength(12);
  });
});

describe('a course that is there', () => {
  it('is the same when nothing differs, however many seats are taken', () => {
    const stored = inUse({ taken: 17, waitlisted: 0, nextWaitlistNumber: 5 });
    const { report } = planCourse({ stored, wanted: teenCourse() });
    expect(report).toEqual({
      name: 'course ohio-teen-driver-education',
      action: 'same',
      changes: [],
      remarks: [],
    });
  });

  it('a new price changes the offer for later enrollments', () => {
    const plan = planCourse({ stored: inUse({ taken: 3 }), wanted: teenCourse({ price: 64_900 }) });
    expect(plan.report).toMatchObject({
      action: 'change',
      changes: [{ what: 'price', from: '59900', to: '64900' }],
      remarks: ['Price and terms hold for later enrollments; earlier ones keep theirs.'],
    });
    expect(plan.seats).toMatchObject({ taken: 3, offer: { price: 64_900 } });
  });

  it.each([
    { waitlisted: 1, taken: 30, capacity: 31, isPromotionDue: true },
    { waitlisted: 0, taken: 30, capacity: 31, isPromotionDue: false },
    { waitlisted: 1, taken: 33, capacity: 33, isPromotionDue: false },
    { waitlisted: 1, taken: 30, capacity: 30, isPromotionDue: false },
  ])('capacity 30 to $capacity, $taken taken, $waitlisted waiting: promote $isPromotionDue', input => {
    const { capacity, isPromotionDue, ...seats } = input;
    const plan = planCourse({ stored: inUse(seats), wanted: teenCourse({ capacity }) });
    expect(plan.isPromotionDue).toBe(isPromotionDue);
    expect(plan.seats).toMatchObject({ capacity, ...seats });
  });

  it('a capacity below what is taken is allowed, and the operator is told what it means', () => {
    const { report, seats } = planCourse({
      stored: inUse({ taken: 30 }),
      wanted: teenCourse({ capacity: 29 }),
    });
    expect(seats.taken).toBe(30);
    expect(report.remarks).toEqual(['30 seats are taken already: nobody new gets in until fewer are.']);
    const fits = planCourse({ stored: inUse({ taken: 29 }), wanted: teenCourse({ capacity: 29 }) });
    expect(fits.report.remarks).toEqual([]);
  });

  it('lessons are added, changed and dropped one by one', () => {
    const [module] = sampleCatalog().courses[0]?.modules ?? [];
    const [first, second, third] = module?.lessons ?? [];
    if (module === undefined || first === undefined || second === undefined || third === undefined)
      throw new Error('the sample has no lessons');
    const before = teenCourse({ modules: [{ ...module, lessons: [first, second] }] });
    const after = teenCourse({
      modules: [{ ...module, lessons: [{ ...first, minimumSeconds: 60 }, third] }],
    });
    const stored = loaded({ wanted: before });
    const plan = planCourse({ stored, wanted: after });
    expect(plan.newLessons).toEqual([third]);
    expect(plan.changedLessons).toEqual([{ ...first, minimumSeconds: 60 }]);
    expect(plan.report.changes.slice(1)).toEqual([
      { what: `lesson ${third.lessonId}`, from: null, to: third.title },
      { what: `lesson ${first.lessonId} minimumSeconds`, from: '7200', to: '60' },
      { what: `lesson ${second.lessonId}`, from: 'in the course', to: null },
    ]);
  });

  it('a seat count that somebody changed by hand is set right and shown', () => {
    const { report, seats } = planCourse({ stored: inUse({ capacity: 99 }), wanted: teenCourse() });
    expect(report.changes).toEqual([{ what: 'seats capacity', from: '99', to: '30' }]);
    expect(seats.capacity).toBe(30);
  });

  it('a missing seat count is not made anew: it would sell the taken seats again', () => {
    const stored = { ...inUse({}), seats: undefined };
    expect(planCourse({ stored, wanted: teenCourse() }).report.action).toBe('refused');
  });
});
