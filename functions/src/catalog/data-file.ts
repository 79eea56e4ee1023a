import { z } from 'zod';
import { Id } from '../platform/ids.ts';
import type { FieldIssue } from '../platform/refusal.ts';
import { QuestionPool, Quiz } from './quiz.ts';
import { Course, Lesson, Module, PolicyVersion, Terms } from './schema.ts';
import { TimeZone } from './time-zone.ts';

/** Stripe takes no card payment of less, so a course between this and free could never be paid. Minor units. */
const MINIMUM_PRICE = 50;
const MAX_LESSONS = 200;

const Policy = z.strictObject({ ...PolicyVersion.shape, terms: z.strictObject(Terms.shape) });

const { terms: _terms, modules: _modules, quizIds: _quizIds, ...courseFields } = Course.shape;

/** Most lessons have neither words that are counted nor a video, so a file may leave these out. */
const CatalogLesson = z.strictObject({
  ...Lesson.shape,
  maximumSeconds: Lesson.shape.maximumSeconds.default(null),
  words: Lesson.shape.words.default(0),
  videoSeconds: Lesson.shape.videoSeconds.default(0),
});

const CatalogQuiz = z.strictObject({ quizId: Id, title: Quiz.shape.title, questions: QuestionPool });

const CatalogCourse = z.strictObject({
  ...courseFields,
  price: Course.shape.price.refine(
    price => price === 0 || price >= MINIMUM_PRICE,
    `must be 0 or at least ${MINIMUM_PRICE}`,
  ),
  timeZone: TimeZone,
  modules: z
    .array(
      z.strictObject({
        moduleId: Id,
        title: Module.shape.title,
        lessons: z.array(CatalogLesson),
      }),
    )
    .max(50),
  quizzes: z.array(CatalogQuiz).max(50).default([]),
});
export type CatalogCourse = z.infer<typeof CatalogCourse>;

/** What the operator keeps in a file: every policy version that was ever published, and the courses on offer. */
const CatalogFile = z
  .strictObject({ policies: z.array(Policy), courses: z.array(CatalogCourse) })
  .superRefine(crossCheck);
export type Catalog = z.infer<typeof CatalogFile>;

export type ReadCatalog =
  | { readonly kind: 'catalog'; readonly catalog: Catalog }
  | { readonly kind: 'invalid'; readonly issues: readonly FieldIssue[] };

/** @param text the file's content; what is wrong with it is told by path, such as `courses.2.price` */
export function readCatalog(text: string): ReadCatalog {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : 'is not JSON';
    return { kind: 'invalid', issues: [{ path: '', message }] };
  }
  const parsed = CatalogFile.safeParse(json);
  if (parsed.success) return { kind: 'catalog', catalog: parsed.data };
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: path.map(String).join('.'),
    message,
  }));
  return { kind: 'invalid', issues };
}

const nameOf = ({ policyId, version }: { policyId: string; version: number }): string =>
  `${policyId} version ${version}`;

interface FileContent {
  readonly policies: readonly z.infer<typeof Policy>[];
  readonly courses: readonly CatalogCourse[];
}

function crossCheck({ policies, courses }: FileContent, context: z.RefinementCtx<unknown>): void {
  const complain = (path: (string | number)[], message: string): void =>
    context.addIssue({ code: 'custom', path, message });
  const policyNames = policies.map(nameOf);
  for (const index of repeated(policyNames)) complain(['policies', index, 'version'], 'is there twice');
  for (const index of repeated(courses.map(course => course.courseId)))
    complain(['courses', index, 'courseId'], 'is there twice');
  const known = new Set(policyNames);
  for (const [index, course] of courses.entries()) {
    const name = nameOf({ policyId: course.policyId, version: course.policyVersion });
    if (!known.has(name)) complain(['courses', index, 'policyVersion'], `there is no ${name} in this file`);
    for (const { path, message } of outlineProblems(course)) complain(['courses', index, ...path], message);
  }
}

/** Paths are relative to the course. */
function outlineProblems({
  modules,
  published,
}: CatalogCourse): { path: (string | number)[]; message: string }[] {
  const lessons = modules.flatMap((module, moduleIndex) =>
    module.lessons.map(({ lessonId }, index) => ({
      lessonId,
      path: ['modules', moduleIndex, 'lessons', index, 'lessonId'],
    })),
  );
  const problems = repeated(modules.map(module => module.moduleId)).map(index => ({
    path: ['modules', index, 'moduleId'],
    message: 'is there twice',
  }));
  const twice = new Set(repeated(lessons.map(lesson => lesson.lessonId)));
  const doubled = lessons
    .filter((_, index) => twice.has(index))
    .map(({ path }) => ({ path, message: 'is there twice' }));
  if (lessons.length > MAX_LESSONS)
    problems.push({ path: ['modules'], message: `holds more than ${MAX_LESSONS} lessons` });
  if (published && lessons.length === 0)
    problems.push({ path: ['modules'], message: 'a published course needs a lesson' });
  return [...problems, ...doubled];
}

/** Where a value stands that was there before. */
const repeated = (values: readonly string[]): number[] =>
  values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
