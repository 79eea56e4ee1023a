import { z } from 'zod';
import { Id } from '../platform/ids.ts';
import { LessonContent } from './lesson-content.ts';
import { lessonProblems, outlineProblems } from './outline-problems.ts';
import { policyProblems } from './policy-problems.ts';
import { checked } from './problem.ts';
import { QuestionPool, Quiz } from './quiz.ts';
import { Course, Lesson, Module, PolicyVersion, Terms } from './schema.ts';
import { TimeZone } from './time-zone.ts';

/** Stripe takes no card payment of less, so a course between this and free could never be paid. Minor units. */
const MINIMUM_PRICE = 50;

export const CatalogPolicy = checked(
  z.strictObject({ ...PolicyVersion.shape, terms: z.strictObject(Terms.shape) }),
  policyProblems,
);

/** Most lessons have neither words that are counted nor a video, so a file may leave these out; content too. */
const CatalogLesson = checked(
  z.strictObject({
    ...Lesson.shape,
    maximumSeconds: Lesson.shape.maximumSeconds.default(null),
    words: Lesson.shape.words.default(0),
    videoSeconds: Lesson.shape.videoSeconds.default(0),
    content: z.strictObject(LessonContent.shape).nullable().default(null),
  }),
  lessonProblems,
);

const CatalogModule = z.strictObject({
  moduleId: Id,
  title: Module.shape.title,
  lessons: z.array(CatalogLesson),
});

const CatalogQuiz = z.strictObject({ quizId: Id, title: Quiz.shape.title, questions: QuestionPool });

const { terms: _terms, modules: _modules, quizIds: _quizIds, ...courseFields } = Course.shape;

const CourseEntry = z.strictObject({
  ...courseFields,
  price: Course.shape.price.refine(
    price => price === 0 || price >= MINIMUM_PRICE,
    `must be 0 or at least ${MINIMUM_PRICE}`,
  ),
  timeZone: TimeZone,
  modules: z.array(CatalogModule).max(50),
  quizzes: z.array(CatalogQuiz).max(50).default([]),
});
export type CatalogCourse = z.infer<typeof CourseEntry>;

export const CatalogCourse = checked(CourseEntry, outlineProblems);

/** What the operator keeps in a file: policy versions, and the courses on offer. */
export interface Catalog {
  readonly policies: readonly PolicyVersion[];
  readonly courses: readonly CatalogCourse[];
}
