import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { KeyedQuestion } from '../../functions/src/catalog/quiz.ts';
import type { GivenAnswer } from '../../functions/src/quizzes/schema.ts';
import { rootDir } from '../setup/paths.mjs';
import { StepError } from './step-error.ts';

const SampleCatalog = z.object({
  courses: z.array(
    z.object({
      courseId: z.string(),
      modules: z.array(
        z.object({
          lessons: z.array(z.object({ lessonId: z.string(), videoSeconds: z.number().default(0) })),
        }),
      ),
      quizzes: z.array(z.object({ quizId: z.string(), questions: z.array(z.unknown()) })).default([]),
    }),
  ),
});

/** What the story knows of its course: as its author does, keys included. */
export type CourseContent = {
  readonly lessons: readonly { readonly lessonId: string; readonly videoSeconds: number }[];
  readonly rightAnswerTo: (question: { quizId: string; questionId: string }) => GivenAnswer;
};

export function readCourse(courseId: string): CourseContent {
  const file = path.join(rootDir, 'scripts', 'data', 'sample-catalog.json');
  const { courses } = SampleCatalog.parse(JSON.parse(readFileSync(file, 'utf8')));
  const course = courses.find(each => each.courseId === courseId);
  if (course === undefined) throw new StepError(`The sample catalog has no ${courseId}.`);
  return {
    lessons: course.modules.flatMap(({ lessons }) => lessons),
    rightAnswerTo: ({ quizId, questionId }) => {
      const quiz = course.quizzes.find(each => each.quizId === quizId);
      const questions = z.array(Keyed).parse(quiz?.questions ?? []);
      const question = questions.find(each => each.questionId === questionId);
      if (question === undefined) throw new StepError(`${quizId} has no question ${questionId}.`);
      return rightAnswer(question);
    },
  };
}

/** The file may leave out what has a default. */
const Keyed = z
  .record(z.string(), z.unknown())
  .transform(question => KeyedQuestion.parse({ points: 1, explanation: null, tolerance: 0, ...question }));

function rightAnswer(question: KeyedQuestion): GivenAnswer {
  const { questionId } = question;
  switch (question.kind) {
    case 'singleChoice':
      return { questionId, kind: 'singleChoice', optionId: question.correctOptionId };
    case 'multipleChoice':
      return { questionId, kind: 'multipleChoice', optionIds: question.correctOptionIds };
    case 'numeric':
      return { questionId, kind: 'numeric', value: question.correctValue };
    case 'shortText':
      return { questionId, kind: 'shortText', text: question.acceptedTexts[0] ?? '' };
  }
}
