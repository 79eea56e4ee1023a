import { z } from 'zod';
import { apply, type Command, create, type Lanes, toWrite, update } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { refused } from '../platform/refusal.ts';
import { isWriting, type LoadMode, LoadReport } from './load-report.ts';
import { planQuiz, type WantedQuiz } from './quiz-plan.ts';
import { answerKeyDoc, answerKeyRevisionDoc, quizDoc } from './store.ts';

interface LoadQuizInput {
  readonly courseId: Id;
  readonly wanted: WantedQuiz;
  readonly mode: LoadMode;
}

const Outcome = z.object({
  report: LoadReport,
  /** What the quiz is, or would be, after it. */
  revision: z.int().positive(),
  isWritten: z.boolean(),
});
type Outcome = z.infer<typeof Outcome>;

/** Only another operator's load at the same moment makes a further try necessary. */
const MAX_TRIES = 10;

/**
 * Makes a quiz as wanted. Quiz, current key and the key's revision are one commit, so no quiz ever names a revision
 * that is not there; what is the same is not written.
 * @throws RefusalError STALE_READ if others kept changing the quiz meanwhile
 */
export async function loadQuiz({
  lanes,
  ...input
}: LoadQuizInput & { lanes: Pick<Lanes, 'submit'> }): Promise<LoadReport> {
  let revision = 1;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const { outcome } = await lanes.submit(loadQuizRevision({ ...input, revision }));
    if (outcome.isWritten || !isWriting({ mode: input.mode, report: outcome.report })) return outcome.report;
    revision = outcome.revision;
  }
  throw refused('STALE_READ');
}

/** @param input.revision the only new one it can write, since documents are named before they are read */
function loadQuizRevision(input: LoadQuizInput & { revision: number }): Command<Outcome> {
  const { courseId, wanted, mode, revision } = input;
  const key = { courseId, quizId: wanted.quizId };
  const quiz = quizDoc(key);
  const answerKey = answerKeyDoc(key);
  const keyRevision = answerKeyRevisionDoc({ ...key, revision });
  return {
    operation: 'loadQuiz',
    aggregate: quiz.path,
    receipt: 'state',
    loads: [quiz, answerKey, keyRevision].map(toWrite),
    outcomeSchema: Outcome,
    decide: view => {
      const stored = { quiz: view.get(quiz), key: view.get(answerKey) };
      const plan = planQuiz({ name: `quiz ${courseId}/${wanted.quizId}`, stored, wanted });
      const outcome = { report: plan.report, revision: plan.quiz.revision, isWritten: false };
      const canName = !plan.isNewRevision || plan.quiz.revision === revision;
      if (!canName || !isWriting({ mode, report: plan.report })) return apply(outcome, []);
      return apply({ ...outcome, isWritten: true }, [
        stored.quiz === undefined ? create(quiz, plan.quiz) : update(quiz, plan.quiz),
        ...(plan.isNewRevision
          ? [
              stored.key === undefined ? create(answerKey, plan.key) : update(answerKey, plan.key),
              create(keyRevision, plan.key),
            ]
          : []),
      ]);
    },
  };
}
