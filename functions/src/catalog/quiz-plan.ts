import { isDeepStrictEqual } from 'node:util';
import type { FieldChange, LoadReport } from './load-report.ts';
import type { AnswerKey, KeyedQuestion, Quiz } from './quiz.ts';

/** A quiz as the file wants it. */
export interface WantedQuiz {
  readonly quizId: Quiz['quizId'];
  readonly title: string;
  readonly questions: readonly KeyedQuestion[];
}

/** A quiz as it is stored; `key` is its current pool. */
export interface StoredQuiz {
  readonly quiz: Quiz | undefined;
  readonly key: AnswerKey | undefined;
}

export interface QuizPlan {
  readonly report: LoadReport;
  readonly quiz: Quiz;
  readonly key: AnswerKey;
  /** The pool is new, so it becomes a revision of its own; attempts under way keep theirs. */
  readonly isNewRevision: boolean;
}

/** What is to be written so that the quiz is as wanted. @param name as reports call it */
export function planQuiz({
  name,
  stored,
  wanted,
}: {
  name: string;
  stored: StoredQuiz;
  wanted: WantedQuiz;
}): QuizPlan {
  const { quizId, title } = wanted;
  const questions = [...wanted.questions];
  const isNewRevision = !isDeepStrictEqual(stored.key?.questions, questions);
  const before = Math.max(stored.quiz?.revision ?? 0, stored.key?.revision ?? 0);
  const revision = isNewRevision ? before + 1 : before;
  const quiz = { quizId, title, poolSize: questions.length, revision };
  const report = reportOf({ name, stored, quiz, questions });
  return { report, quiz, key: { quizId, revision, questions }, isNewRevision };
}

function reportOf(input: {
  name: string;
  stored: StoredQuiz;
  quiz: Quiz;
  questions: readonly KeyedQuestion[];
}): LoadReport {
  const { name, stored, quiz, questions } = input;
  if (stored.quiz === undefined && stored.key === undefined)
    return { name, action: 'create', changes: [], remarks: [] };
  if (stored.quiz?.revision !== stored.key?.revision) {
    const remark = 'Quiz and answer key disagree: one is missing or was changed by hand. Mend them first.';
    return { name, action: 'refused', changes: [], remarks: [remark] };
  }
  const changes = changesOf({ stored, quiz, questions });
  if (changes.length === 0) return { name, action: 'same', changes, remarks: [] };
  const remarks =
    quiz.revision === stored.quiz?.revision ? [] : ['Attempts under way keep the questions they began with.'];
  return { name, action: 'change', changes, remarks };
}

/** Questions by their ids alone: keys are not for the screen. */
function changesOf(input: {
  stored: StoredQuiz;
  quiz: Quiz;
  questions: readonly KeyedQuestion[];
}): FieldChange[] {
  const { stored, quiz, questions } = input;
  const fields = (['title', 'poolSize', 'revision'] as const).flatMap((what): FieldChange[] => {
    const from = stored.quiz?.[what];
    return from === quiz[what] ? [] : [{ what, from: String(from), to: String(quiz[what]) }];
  });
  const before = new Map(stored.key?.questions.map(question => [question.questionId, question]));
  const after = new Map(questions.map(question => [question.questionId, question]));
  const fresh = [...after].flatMap(([id, question]): FieldChange[] => {
    const old = before.get(id);
    if (old === undefined) return [{ what: `question ${id}`, from: null, to: 'new' }];
    return isDeepStrictEqual(old, question)
      ? []
      : [{ what: `question ${id}`, from: 'as it was', to: 'changed' }];
  });
  const dropped = [...before.keys()].filter(id => !after.has(id));
  return [
    ...fields,
    ...fresh,
    ...dropped.map(id => ({ what: `question ${id}`, from: 'in the pool', to: null })),
  ];
}
