import type { PolicyVersion, QuizRecord } from '../../../../client/src/index.ts';

type Exam = PolicyVersion['rules']['exams'][number];

/** What a student has to know of a quiz before beginning it. */
export interface QuizRules {
  readonly isExam: boolean;
  readonly passPercent: number;
  readonly attempts: number;
  readonly delaySeconds: number;
  readonly timeLimitSeconds: number | null;
  /** After the deadline an answer on its way still counts. */
  readonly graceSeconds: number;
  /** Null: all there are. */
  readonly questions: number | null;
}

/** A quiz that the policy does not name is for practice; these are the server's numbers for it. */
const practice: QuizRules = {
  isExam: false,
  passPercent: 70,
  attempts: 50,
  delaySeconds: 0,
  timeLimitSeconds: null,
  graceSeconds: 0,
  questions: null,
};

export function rulesOf({ exams, quizId }: { exams: readonly Exam[]; quizId: string }): QuizRules {
  const exam = exams.find(each => each.quizId === quizId);
  if (exam === undefined) return practice;
  const { passPercent, attempts, delaySeconds, timeLimitSeconds, graceSeconds, questions } = exam;
  return { isExam: true, passPercent, attempts, delaySeconds, timeLimitSeconds, graceSeconds, questions };
}

/** With the time that staff gave on top. Null: none. */
export const timeLimitOf = (input: {
  rules: QuizRules;
  record: Pick<QuizRecord, 'extraSeconds'> | null;
}): number | null => {
  const { rules, record } = input;
  return rules.timeLimitSeconds === null ? null : rules.timeLimitSeconds + (record?.extraSeconds ?? 0);
};

export const attemptsLeftOf = ({ rules, record }: { rules: QuizRules; record: QuizRecord | null }): number =>
  Math.max(0, rules.attempts + (record?.extraAttempts ?? 0) - (record?.attemptsUsed ?? 0));
