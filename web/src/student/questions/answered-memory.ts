/**
 * That the personal questions of a course were answered, never what was answered. The server tells nobody; without this
 * the step would be shown again until the first lesson begins. Lost with the browser's storage, and harmless then.
 */
const keyOf = ({ userId, courseId }: { userId: string; courseId: string }): string =>
  `seatbelt.answered.${userId}.${courseId}`;

export function hasAnswered(place: { userId: string; courseId: string }): boolean {
  try {
    return localStorage.getItem(keyOf(place)) !== null;
  } catch {
    return false;
  }
}

export function rememberAnswered(place: { userId: string; courseId: string }): void {
  try {
    localStorage.setItem(keyOf(place), '1');
  } catch {
    // A private window may refuse; the step is then shown once more.
  }
}
