import type { ExamRules, PolicyRules } from '../catalog/policy-rules.ts';
import type { Id } from '../platform/ids.ts';
import { MAX_QUESTIONS } from './schema.ts';

/**
 * For a lesson's quiz that the policy does not name. No regulator asks for it, it is for practice: every question,
 * no clock, as many attempts as anybody wants, and the right answers afterwards. The numbers are ours.
 */
export const practiceRules = (quizId: Id): ExamRules => ({
  quizId,
  questions: MAX_QUESTIONS,
  passPercent: 70,
  attempts: 50,
  delaySeconds: 0,
  timeLimitSeconds: null,
  graceSeconds: 0,
  onExhausted: 'staff',
  revealAnswers: 'afterEveryAttempt',
});

/** What the policy asks of this quiz. */
export const rulesFor = ({ rules, quizId }: { rules: PolicyRules; quizId: Id }): ExamRules =>
  rules.exams.find(exam => exam.quizId === quizId) ?? practiceRules(quizId);
