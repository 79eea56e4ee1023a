import { onDocumentWritten } from 'firebase-functions/firestore';
import '../platform/environment.ts';
import { Id } from '../platform/ids.ts';
import { countSource } from './count-source.ts';

/**
 * Counts the quiz once an attempt of it is over, or taken back by staff. Starts and saved answers read nothing. The
 * quiz's record is what is counted, since it changes with the attempt: passing twice is passing once.
 */
export const onQuizAttemptWritten = onDocumentWritten(
  { document: 'users/{uid}/courses/{courseId}/quizzes/{quizId}/attempts/{attemptId}', retry: true },
  async ({ data, params }) => {
    if (data?.after.get('state') === 'IN_PROGRESS') return;
    const { uid, courseId, quizId } = params;
    await countSource({
      kind: 'quiz',
      userId: Id.parse(uid),
      courseId: Id.parse(courseId),
      quizId: Id.parse(quizId),
    });
  },
);
