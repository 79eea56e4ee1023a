export type Answers = Readonly<Record<string, string>>;

export type AnswerProblems = Readonly<Record<string, string>>;

/** What counts of an answer for telling two apart; the server is stricter. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\s]+/gu, ' ')
    .trim();

/** Those that were filled in. */
export const filled = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([, text]) => plain(text) !== ''));

/** Two questions with one answer could be passed on as a password. */
export function answerProblems(answers: Answers): AnswerProblems {
  const problems: Record<string, string> = {};
  const seen = new Set<string>();
  for (const [questionId, text] of Object.entries(filled(answers))) {
    if (seen.has(plain(text)))
      problems[questionId] = 'This answer stands at another question, too. Please take another one.';
    seen.add(plain(text));
  }
  return problems;
}
