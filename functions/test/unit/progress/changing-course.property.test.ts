import fc from 'fast-check';
import { MAX_LESSONS } from '../../../src/catalog/schema.ts';
import { closeSession } from '../../../src/compliance/closing.ts';
import { enterLesson } from '../../../src/compliance/lesson-entry.ts';
import { newLessonProgress } from '../../../src/compliance/lesson-progress.ts';
import { completedIfDone, withLessonDone } from '../../../src/enrollments/learning.ts';
import type { Enrollment } from '../../../src/enrollments/schema.ts';
import { Id } from '../../../src/platform/ids.ts';
import { completeLesson, lessonEventId } from '../../../src/progress/lesson-completion.ts';
import { placeOf } from '../../../src/progress/outline.ts';
import { someCourse } from '../../fixtures/course.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';
import { openSession } from '../../fixtures/open-session.ts';
import { someRules } from '../../fixtures/policy.ts';

const now = new Date('2026-03-02T15:05:00Z');
const rules = someRules();

/** What the school and the student do, one after the other; `at` names a lesson or a place, modulo what there is. */
interface Step {
  readonly kind: 'drop' | 'add' | 'bringBack' | 'toFront' | 'complete' | 'completeNext' | 'study';
  readonly at: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom<Step['kind'][]>(
    'drop',
    'add',
    'bringBack',
    'toFront',
    'complete',
    'completeNext',
    'completeNext',
    'completeNext',
    'study',
  ),
  at: fc.nat({ max: 30 }),
});

/** A student who has the hours, in a course that the school keeps changing. */
class ChangingCourse {
  outline: Id[] = ['a', 'b', 'c', 'd'].map(name => Id.parse(name));
  enrollment: Enrollment = someEnrollment({
    enrollmentStatus: 'ACTIVE',
    accessStatus: 'ACTIVE',
    creditedSeconds: rules.requiredSeconds,
  });
  /** What was really done, kept apart from what the enrollment says. */
  readonly done = new Set<Id>();
  #dropped: Id[] = [];
  #added = 0;

  get isDone(): boolean {
    return this.outline.every(lessonId => this.done.has(lessonId));
  }

  take({ kind, at }: Step): void {
    const lessonId = this.outline[at % this.outline.length];
    const others = this.outline.filter(id => id !== lessonId);
    if (kind === 'drop' && lessonId !== undefined && others.length > 0) {
      this.outline = others;
      this.#dropped.push(lessonId);
    }
    if (kind === 'toFront' && lessonId !== undefined) this.outline = [lessonId, ...others];
    if (kind === 'add') {
      this.#added += 1;
      this.#put(Id.parse(`new-${this.#added}`), at);
    }
    if (kind === 'bringBack') for (const id of this.#dropped.splice(0, 1)) this.#put(id, at);
    if (kind === 'complete' && lessonId !== undefined) this.complete(lessonId);
    const next = this.outline.find(id => !this.done.has(id));
    if (kind === 'completeNext' && next !== undefined) this.complete(next);
    if (kind === 'study') this.study();
  }

  complete(lessonId: Id): string {
    const course = someCourse({ lessonIds: this.outline });
    const lesson = {
      lessonId,
      title: 'A lesson',
      minimumSeconds: 0,
      maximumSeconds: null,
      words: 0,
      videoSeconds: 0,
      content: null,
    };
    const progress = { ...newLessonProgress(lessonId), completedAt: this.done.has(lessonId) ? now : null };
    const { enrollment } = this;
    const entry = { lessonId, course, lesson, progress };
    const entered = enterLesson({ entry, enrollment, pendingLessonSeconds: {} });
    if (entered.kind === 'refused') return entered.reason;
    const session = openSession({ lastAcceptedAt: now });
    const place = placeOf({ course, lessonId });
    const eventId = lessonEventId(lessonId);
    const result = completeLesson({ enrollment, session, progress, place, lesson, rules, eventId, now });
    if (result.kind === 'refused') return result.reason;
    this.enrollment = result.enrollment;
    this.done.add(lessonId);
    return 'ok';
  }

  /** A session that begins and ends with the course as it is. */
  study(): void {
    const session = openSession({ lessonIds: this.outline });
    const documents = { enrollment: this.enrollment, lessons: new Map(), activeSession: undefined };
    const ending = { state: 'TERMINATED', endReason: 'student', endedAt: now } as const;
    const closed = closeSession({ session, ending, documents });
    if (closed !== undefined) this.enrollment = closed.enrollment;
  }

  #put(lessonId: Id, at: number): void {
    const index = at % (this.outline.length + 1);
    this.outline = [...this.outline.slice(0, index), lessonId, ...this.outline.slice(index)];
  }
}

describe('a course that changes while somebody takes it', () => {
  it('is completed exactly when every lesson that it has by then is done', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), steps => {
        const course = new ChangingCourse();
        for (const each of steps) {
          const before = course.enrollment.enrollmentStatus;
          course.take(each);
          if (course.enrollment.enrollmentStatus !== before) expect(course.isDone).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never locks anybody out: the first lesson that is missing can be entered and done, to the last', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), steps => {
        const course = new ChangingCourse();
        for (const each of steps) course.take(each);
        for (const lessonId of course.outline)
          if (!course.done.has(lessonId)) expect(course.complete(lessonId)).toBe('ok');
        // Where what was missing was dropped, no lesson is left to complete it: the next session's end does.
        course.study();
        expect(course.enrollment.enrollmentStatus).toBe('COMPLETED');
        expect(new Set(course.enrollment.completedLessonIds)).toEqual(course.done);
      }),
      { numRuns: 500 },
    );
  });

  it('a, b and c of a, b, c, d are not a, c, d', () => {
    const course = new ChangingCourse();
    for (const lessonId of course.outline.slice(0, 3)) course.complete(lessonId);
    course.take({ kind: 'drop', at: 1 });
    course.study();
    expect(course.enrollment.enrollmentStatus).toBe('ACTIVE');
    expect(course.complete(Id.parse('d'))).toBe('ok');
    expect(course.enrollment.enrollmentStatus).toBe('COMPLETED');
  });
});

describe('the list of lessons that are done', () => {
  const named = (name: string, count: number) =>
    Array.from({ length: count }, (_, index) => Id.parse(`${name}-${index}`));

  it.each([
    [MAX_LESSONS - 1, 'keeps those that were dropped while there is room', MAX_LESSONS],
    [MAX_LESSONS, 'lets those go that were dropped once there is none', 2],
  ])('of %d: %s', (count, _, expected) => {
    const lessonIds = named('kept', 2);
    const [first = Id.parse('none'), lessonId = first] = lessonIds;
    const completedLessonIds = [...named('dropped', count - 1), first];
    const enrollment = someEnrollment({ completedLessonIds });
    const after = withLessonDone({ enrollment, lessonId, lessonIds });
    expect(after.completedLessonIds).toHaveLength(expected);
    expect(after.completedLessonIds).toEqual(expect.arrayContaining(lessonIds));
  });

  it('a course that has no lesson, or none any more, is never completed', () => {
    const enrollment = someEnrollment({ enrollmentStatus: 'ACTIVE', completedLessonIds: named('done', 3) });
    const facts = { enrollment, openSessionSeconds: 99_999, requiredSeconds: 0, now };
    expect(completedIfDone({ ...facts, lessonIds: [] })).toBe(enrollment);
    expect(completedIfDone({ ...facts, lessonIds: named('done', 1) })).toMatchObject({
      enrollmentStatus: 'COMPLETED',
      completedAt: now,
    });
  });
});
