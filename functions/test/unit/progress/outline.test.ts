import { minimumSecondsOf } from '../../../src/catalog/lesson-time.ts';
import type { Course } from '../../../src/catalog/schema.ts';
import { Id } from '../../../src/platform/ids.ts';
import { placeOf, requiredVideoSeconds } from '../../../src/progress/outline.ts';
import { someCourse } from '../../fixtures/course.ts';
import { someRules } from '../../fixtures/policy.ts';

const ids = (...names: readonly string[]) => names.map(name => Id.parse(name));
const modules = (...lists: readonly (readonly string[])[]) =>
  lists.map((names, index) => ({ moduleId: Id.parse(`m${index}`), title: 'M', lessonIds: ids(...names) }));

const courseOf = (...lists: readonly (readonly string[])[]): Course =>
  someCourse({ lessonIds: [], modules: modules(...lists) });

const place = (course: Course, lessonId: string) => placeOf({ course, lessonId: Id.parse(lessonId) });

describe('where a lesson stands', () => {
  const course = courseOf(['a', 'b'], [], ['c', 'd']);

  it.each([
    [
      'a',
      { previousLessonId: null, nextLessonId: 'b', isLastOfModule: false, lessonIds: ['a', 'b', 'c', 'd'] },
    ],
    [
      'b',
      { previousLessonId: 'a', nextLessonId: 'c', isLastOfModule: true, lessonIds: ['a', 'b', 'c', 'd'] },
    ],
    [
      'c',
      { previousLessonId: 'b', nextLessonId: 'd', isLastOfModule: false, lessonIds: ['a', 'b', 'c', 'd'] },
    ],
    [
      'd',
      { previousLessonId: 'c', nextLessonId: null, isLastOfModule: true, lessonIds: ['a', 'b', 'c', 'd'] },
    ],
  ])('%s', (lessonId, expected) => {
    expect(place(course, lessonId)).toEqual(expected);
  });

  it('a lesson the course does not have stands nowhere', () => {
    expect(place(course, 'x')).toBeUndefined();
    expect(place(courseOf(), 'a')).toBeUndefined();
  });

  it('a lesson that two modules name counts once, where it comes first', () => {
    const twice = courseOf(['a', 'b'], ['a', 'c']);
    expect(place(twice, 'a')).toEqual({
      previousLessonId: null,
      nextLessonId: 'b',
      isLastOfModule: false,
      lessonIds: ['a', 'b', 'c'],
    });
    expect(place(twice, 'c')).toMatchObject({ previousLessonId: 'b', nextLessonId: null });
  });
});

describe('what a lesson takes', () => {
  it.each([
    [600, 0, null, 600],
    [600, 5_000, null, 600],
    [600, 0, 200, 600],
    [600, 2_000, 200, 600],
    [600, 2_001, 200, 601],
    [0, 1, 200, 1],
    [0, 42_500, 180, 14_167],
  ])('at least %d s, %d words at %s a minute: %d s', (minimumSeconds, words, wordsPerMinute, seconds) => {
    const rules = someRules({ wordsPerMinute });
    expect(minimumSecondsOf({ lesson: { minimumSeconds, words }, rules })).toBe(seconds);
  });

  it.each([
    [100, 90, 90],
    [101, 90, 91],
    [0, 90, 0],
    [300, 100, 300],
    [300, 0, 0],
  ])('a video of %d s, %d %% of it: %d s', (videoSeconds, requiredPercent, seconds) => {
    const rules = someRules({ video: { requiredPercent, maximumRateHundredths: 100 } });
    expect(requiredVideoSeconds({ lesson: { videoSeconds }, rules })).toBe(seconds);
  });
});
