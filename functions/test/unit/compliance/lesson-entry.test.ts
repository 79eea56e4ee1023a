import type { Lesson } from '../../../src/catalog/schema.ts';
import { enterLesson, type LessonEntry } from '../../../src/compliance/lesson-entry.ts';
import { newLessonProgress } from '../../../src/compliance/lesson-progress.ts';
import { Id } from '../../../src/platform/ids.ts';
import { someCourse } from '../../fixtures/course.ts';

const ids = (names: string): Id[] => names.split('').map(name => Id.parse(name));

/** @param names the lesson, the outline and what is done, a letter each */
function entering(
  names: { lesson: string; outline: string; done: string },
  changes: Partial<LessonEntry & { pending: Record<string, number> }> & { maximumSeconds?: number } = {},
) {
  const lessonId = Id.parse(names.lesson);
  const { maximumSeconds = null, pending = {}, ...entry } = changes;
  const lesson: Lesson = {
    lessonId,
    title: 'A lesson',
    minimumSeconds: 0,
    maximumSeconds,
    words: 0,
    videoSeconds: 0,
    content: null,
  };
  const course = someCourse({ lessonIds: ids(names.outline) });
  const entered = enterLesson({
    entry: { lessonId, course, lesson, progress: undefined, ...entry },
    enrollment: { completedLessonIds: ids(names.done) },
    pendingLessonSeconds: pending,
  });
  return entered.kind === 'refused' ? entered.reason : entered.lessonLeftSeconds;
}

describe('entering a lesson', () => {
  it.each([
    ['the first needs none before it', 'a', 'abcd', '', null],
    ['the one before is done', 'b', 'abcd', 'a', null],
    ['the one before is not done', 'c', 'abcd', 'a', 'LESSON_LOCKED'],
    ['only another one is done', 'c', 'abcd', 'ad', 'LESSON_LOCKED'],
    ['the one before was dropped, and the one before that is done', 'c', 'acd', 'a', null],
    ['the one before was dropped, done or not: now another one is before', 'd', 'abd', 'ac', 'LESSON_LOCKED'],
    ['one was put in before it, and that one is not done', 'b', 'axbc', 'a', 'LESSON_LOCKED'],
    ['one was put in before it, and it is done itself', 'b', 'axbc', 'ab', null],
    ['one was put in before the one before, which is done', 'c', 'axbc', 'ab', null],
    ['it was put in behind one that is done', 'x', 'axbc', 'ab', null],
    ['it comes first since the course was reordered', 'c', 'cab', 'a', null],
    ['the course does not have it', 'x', 'abcd', 'abcd', 'LESSON_NOT_FOUND'],
  ])('%s', (_, lesson, outline, done, expected) => {
    expect(entering({ lesson, outline, done })).toBe(expected);
  });

  it('what does not exist is not found', () => {
    const first = { lesson: 'a', outline: 'ab', done: '' };
    expect(entering(first, { course: undefined })).toBe('LESSON_NOT_FOUND');
    expect(entering(first, { lesson: undefined })).toBe('LESSON_NOT_FOUND');
  });

  it('leaves what the lesson’s maximum allows, less what is credited and what is pending', () => {
    const first = { lesson: 'a', outline: 'ab', done: '' };
    const progress = { ...newLessonProgress(Id.parse('a')), creditedSeconds: 60 };
    expect(entering(first, { maximumSeconds: 100, progress, pending: { a: 30, b: 50 } })).toBe(10);
    expect(entering(first, { maximumSeconds: 90, progress, pending: { a: 30 } })).toBe(0);
    expect(entering(first, { maximumSeconds: 80, progress, pending: { a: 30 } })).toBe(0);
  });
});
