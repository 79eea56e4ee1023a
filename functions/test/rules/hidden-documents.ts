import { documentPath } from './path-access.ts';
import type { RulesWorld } from './rules-world.ts';

/** Documents beside those of the matrix, of the same collections, that students may not see. */
export const HIDDEN = {
  draftCourse: 'courses/draft',
  draftLesson: 'courses/draft/lessons/lesson-1',
  draftQuiz: 'courses/draft/quizzes/final',
  mistypedCourse: 'courses/mistyped',
  answeredChallenge: documentPath('users/{uid}/courses/{courseId}/challenges/answered'),
} as const;

export async function seedHidden(world: RulesWorld): Promise<void> {
  await Promise.all([
    world.put(HIDDEN.draftCourse, { title: 'Draft', published: false }),
    world.put(HIDDEN.draftLesson, { title: 'Draft lesson' }),
    world.put(HIDDEN.draftQuiz, { title: 'Draft quiz' }),
    world.put(HIDDEN.mistypedCourse, { title: 'Mistyped', published: 'true' }),
    world.put(HIDDEN.answeredChallenge, { questionId: 'first-school', state: 'CORRECT' }),
  ]);
}
