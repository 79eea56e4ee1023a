import { z } from 'zod';
import { Id } from '../platform/ids.ts';
import { poolProblems } from './pool-problems.ts';
import { checked } from './problem.ts';

/** `courses/{courseId}/quizzes/{quizId}`: what everybody may know of a quiz. Questions and keys are not here. */
export const Quiz = z.object({
  quizId: Id,
  title: z.string().min(1).max(200),
  /** How many questions the pool holds; an attempt draws from it. */
  poolSize: z.int().min(1).max(300),
  /** Which state of the pool and its key new attempts are frozen with; only grows. */
  revision: z.int().positive(),
});
export type Quiz = z.infer<typeof Quiz>;

const Text = z.string().min(1).max(1_000);
const common = {
  questionId: Id,
  prompt: Text,
  points: z.int().min(1).max(100),
  explanation: z.string().max(2_000).nullable(),
};
const Option = z.strictObject({ optionId: Id, text: Text });
const options = z.array(Option).min(2).max(12);
/** As far as a student's answer may go. */
const Value = z.number().min(-1e12).max(1e12);

/** A question with its key: never sent to a client in this form. */
export const KeyedQuestion = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('singleChoice'), options, correctOptionId: Id }),
  z.strictObject({
    ...common,
    kind: z.literal('multipleChoice'),
    options,
    correctOptionIds: z.array(Id).min(1).max(12),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('numeric'),
    correctValue: Value,
    /** So far off an answer may be, either way. */
    tolerance: Value.min(0),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('shortText'),
    acceptedTexts: z.array(z.string().min(1).max(200)).min(1).max(20),
  }),
]);
export type KeyedQuestion = z.infer<typeof KeyedQuestion>;

/** All questions of a quiz; an attempt draws from them. */
export const QuestionPool = checked(z.array(KeyedQuestion).min(1).max(300), poolProblems);

/**
 * `…/private/answerKey` holds the current revision; `…/private/answerKey_{revision}` keeps each revision for good, so that
 * an attempt is graded by the key it was started with, whatever the school corrects meanwhile.
 */
export const AnswerKey = z.object({
  quizId: Id,
  revision: z.int().positive(),
  questions: QuestionPool,
});
export type AnswerKey = z.infer<typeof AnswerKey>;
