import {
  answerKeyDoc,
  answerKeyRevisionDoc,
  courseDoc,
  lessonDoc,
  policyVersionDoc,
  quizDoc,
  seatsDoc,
} from '../../../functions/src/catalog/store.ts';
import { Id } from '../../../functions/src/platform/ids.ts';
import { someCourse, someOffer, someSeats } from '../../../functions/test/fixtures/course.ts';
import { someChallengeRules } from '../../../functions/test/fixtures/identity-checks.ts';
import { somePolicy, someRules } from '../../../functions/test/fixtures/policy.ts';
import { someAnswerKey, somePool, someQuiz } from '../../../functions/test/fixtures/quiz.ts';
import { type Seed, seed } from './seed.ts';

const id = (text: string): Id => Id.parse(text);

export const PRICE = 59_900;
export const finalExam = id('final-exam');
export const practice = id('signs-quiz');
export const lessons = { done: id('start'), next: id('signs') } as const;

/** One course for each state a student's enrollment can be in: whatever an endpoint asks for, some course has it. */
export const courses = {
  toEnroll: id('course-to-enroll'),
  toPay: id('course-to-pay'),
  toStudy: id('course-to-study'),
  toCheck: id('course-to-check'),
  locked: id('course-locked'),
  toTest: id('course-to-test'),
  done: id('course-done'),
  certified: id('course-certified'),
} as const;
export type CourseState = keyof typeof courses;

export const plainPolicy = id('policy-plain');
export const checkedPolicy = id('policy-checked');

/** Never to be seen in any answer: it stands in every answer key. */
export const KEY_CANARY = 'canary-of-the-answer-key';

const isChecked = (state: CourseState): boolean => state === 'toCheck' || state === 'locked';
export const policyOf = (state: CourseState): Id => (isChecked(state) ? checkedPolicy : plainPolicy);

const policies = (): Seed[] => [
  seed(
    policyVersionDoc({ policyId: plainPolicy, version: 1 }),
    somePolicy({ policyId: plainPolicy, rules: someRules({ dailyLimit: { mode: 'none' } }) }),
  ),
  seed(
    policyVersionDoc({ policyId: checkedPolicy, version: 1 }),
    somePolicy({ policyId: checkedPolicy, rules: someRules({ challenges: someChallengeRules() }) }),
  ),
];

function quizSeeds({ courseId, quizId }: { courseId: Id; quizId: Id }): Seed[] {
  const questions = somePool().map(question => ({ ...question, explanation: KEY_CANARY }));
  const key = someAnswerKey({ quizId, questions });
  const place = { courseId, quizId };
  return [
    seed(quizDoc(place), someQuiz({ quizId })),
    seed(answerKeyDoc(place), key),
    seed(answerKeyRevisionDoc({ ...place, revision: 1 }), key),
  ];
}

function courseSeeds(state: CourseState): Seed[] {
  const courseId = courses[state];
  const lessonIds = Object.values(lessons);
  const offer = someOffer({ policyId: policyOf(state), price: PRICE });
  const lesson = { minimumSeconds: 60, maximumSeconds: null, words: 0 };
  return [
    seed(courseDoc(courseId), {
      ...someCourse({ courseId, lessonIds, quizIds: [finalExam, practice] }),
      ...offer,
    }),
    seed(seatsDoc(courseId), someSeats({ capacity: 100_000, taken: 50_000, offer })),
    seed(lessonDoc({ courseId, lessonId: lessons.done }), {
      ...lesson,
      lessonId: lessons.done,
      title: 'Start',
      videoSeconds: 0,
      content: null,
    }),
    seed(lessonDoc({ courseId, lessonId: lessons.next }), {
      ...lesson,
      lessonId: lessons.next,
      title: 'Signs',
      videoSeconds: 0,
      content: null,
    }),
    ...quizSeeds({ courseId, quizId: finalExam }),
    ...quizSeeds({ courseId, quizId: practice }),
  ];
}

const stateNames: readonly CourseState[] = [
  'toEnroll',
  'toPay',
  'toStudy',
  'toCheck',
  'locked',
  'toTest',
  'done',
  'certified',
];

export const catalogSeeds = (): Seed[] => [...policies(), ...stateNames.flatMap(courseSeeds)];
