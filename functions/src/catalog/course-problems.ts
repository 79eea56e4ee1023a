import type { CatalogCourse } from './file-schema.ts';
import { minimumSecondsOf, videoSecondsOf } from './lesson-time.ts';
import { mostSecondsIn } from './policy-problems.ts';
import { type Problem, problemAt } from './problem.ts';
import type { Lesson, PolicyVersion } from './schema.ts';

interface Pair {
  readonly course: CatalogCourse;
  readonly policy: PolicyVersion;
}

/** What keeps a student of this course from ever fulfilling the policy it is sold under. Paths are the course's. */
export const courseProblems = (pair: Pair): readonly Problem[] => [
  ...missingExams(pair),
  ...lessonTimeProblems(pair),
  ...totalProblems(pair),
];

export const nameOf = ({ policyId, version }: Pick<PolicyVersion, 'policyId' | 'version'>): string =>
  `${policyId} version ${version}`;

function missingExams({ course, policy }: Pair): readonly Problem[] {
  const quizIds = new Set(course.quizzes.map(quiz => quiz.quizId));
  return policy.rules.exams
    .filter(exam => !quizIds.has(exam.quizId))
    .map(exam => problemAt(['quizzes'], `lacks ${exam.quizId}, an exam of ${nameOf(policy)}`));
}

/** Asked of earlier versions too: whoever enrolled under them still sits their exams. */
export function poolSizeProblems({ course, policy }: Pair): readonly Problem[] {
  return course.quizzes.flatMap((quiz, index) => {
    const exam = policy.rules.exams.find(({ quizId }) => quizId === quiz.quizId);
    if (exam === undefined || exam.questions <= quiz.questions.length) return [];
    const message = `holds ${quiz.questions.length}, and ${nameOf(policy)} draws ${exam.questions}`;
    return [problemAt(['quizzes', index, 'questions'], message)];
  });
}

function lessonTimeProblems({ course, policy: { rules } }: Pair): readonly Problem[] {
  return course.modules.flatMap((module, moduleIndex) =>
    module.lessons.flatMap((lesson, index) => {
      const { maximumSeconds } = lesson;
      if (maximumSeconds === null) return [];
      const path = ['modules', moduleIndex, 'lessons', index];
      const reading = {
        what: 'words',
        seconds: minimumSecondsOf({ lesson: { ...lesson, minimumSeconds: 0 }, rules }),
      };
      const watching = { what: 'videoSeconds', seconds: videoSecondsOf({ lesson, rules }) };
      return [reading, watching]
        .filter(({ seconds }) => seconds > maximumSeconds)
        .map(({ what, seconds }) =>
          problemAt([...path, what], `takes ${seconds} s, more than maximumSeconds`),
        );
    }),
  );
}

function totalProblems({ course, policy }: Pair): readonly Problem[] {
  const { rules, terms } = policy;
  const lessons = course.modules.flatMap(module => module.lessons);
  if (lessons.length === 0) return [];
  const problems: Problem[] = [];
  const most = mostCredited(lessons);
  if (most < rules.requiredSeconds)
    problems.push(
      problemAt(
        ['modules'],
        `can be credited with ${most} s at most, and the policy asks for ${rules.requiredSeconds}`,
      ),
    );
  const least = sum(lessons.map(lesson => minimumSecondsOf({ lesson, rules })));
  if (rules.wordsPerMinute !== null && least < rules.requiredSeconds)
    problems.push(
      problemAt(
        ['modules'],
        `takes ${least} s by words and minimums, and the policy asks for ${rules.requiredSeconds}`,
      ),
    );
  if (terms.completeWithin !== null) {
    const inTime = mostSecondsIn({ rules, seconds: terms.completeWithin.seconds });
    if (least > inTime)
      problems.push(
        problemAt(['modules'], `takes ${least} s, and ${inTime} can be credited within completeWithin`),
      );
  }
  return problems;
}

const mostCredited = (lessons: readonly Lesson[]): number =>
  sum(lessons.map(({ maximumSeconds }) => maximumSeconds ?? Number.POSITIVE_INFINITY));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
