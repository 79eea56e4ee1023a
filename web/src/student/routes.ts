/** Every address of the student page. Ids are of letters, digits, `_` and `-`, so nothing has to be escaped. */
export const paths = {
  courses: '/',
  signIn: '/sign-in',
  profile: '/profile',
  course: (courseId: string) => `/courses/${courseId}`,
  pay: (courseId: string) => `/courses/${courseId}/pay`,
  paid: (courseId: string) => `/courses/${courseId}/paid`,
  questions: (courseId: string) => `/courses/${courseId}/questions`,
  lesson: ({ courseId, lessonId }: { courseId: string; lessonId: string }) =>
    `/courses/${courseId}/lessons/${lessonId}`,
  quiz: ({ courseId, quizId }: { courseId: string; quizId: string }) =>
    `/courses/${courseId}/quizzes/${quizId}`,
  hours: (courseId: string) => `/courses/${courseId}/hours`,
  receipts: (courseId: string) => `/courses/${courseId}/receipts`,
  driving: (courseId: string) => `/courses/${courseId}/driving`,
  certificate: (courseId: string) => `/courses/${courseId}/certificate`,
} as const;

/** Sign in, then come back. @param isAgain a sign-in that the browser still believes in has expired at the server */
export function signInPath({ next, isAgain }: { next: string; isAgain: boolean }): string {
  const query = new URLSearchParams({ next, ...(isAgain ? { again: '1' } : {}) });
  return `${paths.signIn}?${query}`;
}

/** Where to go after signing in: a path of this page, and nothing that leads to another site. */
export function nextPath(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? paths.courses;
  return /^\/(?![/\\])/.test(next) ? next : paths.courses;
}
