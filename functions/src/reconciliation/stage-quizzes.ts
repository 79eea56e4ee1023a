import { update } from '../commit/index.ts';
import { Id } from '../platform/ids.ts';
import { QuizAttempt, QuizRecord } from '../quizzes/schema.ts';
import { quizRecordDoc } from '../quizzes/store.ts';
import { childrenOf, versionsOf } from './documents.ts';
import type { Stage } from './stage.ts';
import { quizRecords } from './stage-parents.ts';
import { trueRecord } from './true-record.ts';
import { contradiction, readAs } from './truth.ts';

const Attempt = QuizAttempt.pick({
  attemptId: true,
  state: true,
  round: true,
  result: true,
  deadline: true,
  finishedAt: true,
});
const Rounds = QuizRecord.pick({ restarts: true });

function docAt(path: string) {
  const [, userId, , courseId, , quizId] = path.split('/');
  return quizRecordDoc({
    userId: Id.parse(userId),
    courseId: Id.parse(courseId),
    quizId: Id.parse(quizId),
  });
}

export const quizzes: Stage = {
  name: 'quizzes',
  ...quizRecords,
  patienceMs: 0,
  async look(parents, records) {
    const attemptsOf = await childrenOf({
      parents,
      records,
      group: 'attempts',
      fields: Object.keys(Attempt.shape),
    });
    return parents.map(parent => {
      const { path, data: stored } = parent;
      const attempts = readAs(Attempt, attemptsOf(path));
      const record = readAs(Rounds, [parent]);
      const [first] = record.items;
      const unreadable = [...record.unreadable, ...attempts.unreadable];
      const truth =
        first === undefined || unreadable.length > 0
          ? contradiction(...unreadable)
          : trueRecord({ record: first, attempts: attempts.items });
      return { ...truth, path, parent: path, stored, versions: versionsOf([parent, ...attemptsOf(path)]) };
    });
  },
  rows: () => [],
  mend: ({ look }) => [update(docAt(look.path), look.expected)],
};
