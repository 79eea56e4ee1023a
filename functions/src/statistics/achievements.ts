import { Achievement, type StudentCounts } from './schema.ts';

/** What each takes. A closed list, in the order in which they are shown. */
const conditions: Readonly<Record<Achievement, (counts: StudentCounts) => boolean>> = {
  firstLesson: ({ lessonsCompleted }) => lessonsCompleted >= 1,
  firstQuizPassed: ({ quizzesPassed }) => quizzesPassed >= 1,
  perfectScore: ({ perfectScores }) => perfectScores >= 1,
  firstCourse: ({ completedCourses }) => completedCourses >= 1,
  firstCertificate: ({ certificates }) => certificates >= 1,
  tenHours: ({ studySeconds }) => studySeconds >= 36_000,
};

/** Derived from the counts alone, so that they can never disagree with them; what is taken back takes them back. */
export function achievementsOf(counts: StudentCounts): readonly Achievement[] {
  return Achievement.options.filter(name => conditions[name](counts));
}
