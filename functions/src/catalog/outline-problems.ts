import type { CatalogCourse } from './file-schema.ts';
import { MAX_COURSE_TEXT_BYTES, textBytesOf } from './lesson-content.ts';
import { type Problem, problemAt, repeated } from './problem.ts';
import { type Lesson, MAX_LESSONS } from './schema.ts';

/** What is wrong with a lesson by itself. */
export function lessonProblems(lesson: Lesson): readonly Problem[] {
  const { minimumSeconds, maximumSeconds, videoSeconds, content } = lesson;
  const problems: Problem[] = [];
  if (maximumSeconds !== null && maximumSeconds < minimumSeconds)
    problems.push(
      problemAt(['maximumSeconds'], 'is less than minimumSeconds: nobody could complete the lesson'),
    );
  // Nobody could be credited with having seen it.
  if (content !== null && content.videoUrl !== null && videoSeconds === 0)
    problems.push(problemAt(['videoSeconds'], 'is 0, and content.videoUrl names a video'));
  return problems;
}

/** What is wrong with a course by itself, whatever its policy: names that are there twice, and nothing to learn. */
export function outlineProblems({ modules, quizzes, published }: CatalogCourse): readonly Problem[] {
  const lessons = modules.flatMap((module, moduleIndex) =>
    module.lessons.map(({ lessonId }, index) => ({
      lessonId,
      path: ['modules', moduleIndex, 'lessons', index, 'lessonId'],
    })),
  );
  const twice = new Set(repeated(lessons.map(lesson => lesson.lessonId)));
  const problems = [
    ...repeated(modules.map(module => module.moduleId)).map(index =>
      problemAt(['modules', index, 'moduleId'], 'is there twice'),
    ),
    ...lessons.filter((_, index) => twice.has(index)).map(({ path }) => problemAt(path, 'is there twice')),
    ...repeated(quizzes.map(quiz => quiz.quizId)).map(index =>
      problemAt(['quizzes', index, 'quizId'], 'is there twice'),
    ),
  ];
  if (lessons.length > MAX_LESSONS)
    problems.push(problemAt(['modules'], `holds more than ${MAX_LESSONS} lessons`));
  const textBytes = modules
    .flatMap(module => module.lessons)
    .reduce((sum, lesson) => sum + textBytesOf(lesson), 0);
  if (textBytes > MAX_COURSE_TEXT_BYTES)
    problems.push(problemAt(['modules'], `hold more than ${MAX_COURSE_TEXT_BYTES} bytes of text`));
  if (published && lessons.length === 0)
    problems.push(problemAt(['modules'], 'a published course needs a lesson'));
  return problems;
}
