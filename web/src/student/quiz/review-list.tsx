import type { ReactNode } from 'react';
import type { Answer, ShownQuestion } from '../../../../client/src/index.ts';

type Reviewed = NonNullable<Answer<'submitQuizAttempt'>['review']>[number];

/** The right answers, where the policy shows them. */
export function ReviewList(props: {
  questions: readonly ShownQuestion[];
  review: readonly Reviewed[];
}): ReactNode {
  const { questions, review } = props;
  return (
    <section className="stack" aria-labelledby="review">
      <h2 id="review">The answers</h2>
      <ol className="stack list">
        {review.map((each, index) => (
          <li key={each.questionId} className="card stack tight">
            <p>
              <strong>
                {index + 1}. {questions.find(({ questionId }) => questionId === each.questionId)?.prompt}
              </strong>
            </p>
            <p>
              <span className={`tag ${each.correct ? 'good' : 'bad'}`}>
                {each.correct ? 'Right' : 'Not right'}
              </span>
            </p>
            <p>The right answer: {solutionText({ questions, reviewed: each })}</p>
            {typeof each.explanation === 'string' && <p className="muted">{each.explanation}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function solutionText({
  questions,
  reviewed,
}: {
  questions: readonly ShownQuestion[];
  reviewed: Reviewed;
}): string {
  const { solution, questionId } = reviewed;
  switch (solution.kind) {
    case 'choice': {
      const options = questions.find(question => question.questionId === questionId)?.options ?? [];
      return options
        .filter(({ optionId }) => solution.optionIds.includes(optionId))
        .map(({ text }) => text)
        .join('; ');
    }
    case 'numeric':
      return solution.tolerance === 0
        ? `${solution.value}`
        : `${solution.value}, give or take ${solution.tolerance}`;
    case 'shortText':
      return solution.text;
  }
}
