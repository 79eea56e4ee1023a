import { type ReactNode, useId, useState } from 'react';
import type { GivenAnswer, ShownQuestion } from '../../../../client/src/index.ts';
import { parseNumber, toggled } from './answers.ts';

interface Props {
  readonly question: ShownQuestion;
  readonly number: number;
  readonly answer: GivenAnswer | undefined;
  readonly isDisabled: boolean;
  readonly onAnswer: (answer: GivenAnswer) => void;
  /** What was answered is taken back. */
  readonly onClear: () => void;
}

/** One question with whatever its kind is answered by. */
export function QuestionField(props: Props): ReactNode {
  const { question, number, isDisabled } = props;
  return (
    <fieldset className="card" disabled={isDisabled}>
      <legend className="visually-hidden">
        Question {number}: {question.prompt}
      </legend>
      <p aria-hidden="true">
        <strong>
          {number}. {question.prompt}
        </strong>
      </p>
      <Control {...props} />
    </fieldset>
  );
}

function Control(props: Props): ReactNode {
  switch (props.question.kind) {
    case 'singleChoice':
      return <SingleChoice {...props} />;
    case 'multipleChoice':
      return <MultipleChoice {...props} />;
    case 'numeric':
      return <NumberField {...props} />;
    case 'shortText':
      return <ShortText {...props} />;
  }
}

function SingleChoice({ question, answer, onAnswer }: Props): ReactNode {
  const name = useId();
  const { questionId, options } = question;
  const chosen = answer?.kind === 'singleChoice' ? answer.optionId : undefined;
  return options.map(({ optionId, text }) => (
    <label key={optionId} className="option">
      <input
        type="radio"
        name={name}
        checked={chosen === optionId}
        onChange={() => onAnswer({ questionId, kind: 'singleChoice', optionId })}
      />
      <span>{text}</span>
    </label>
  ));
}

function MultipleChoice({ question, answer, onAnswer }: Props): ReactNode {
  const { questionId, options } = question;
  const chosen = answer?.kind === 'multipleChoice' ? answer.optionIds : [];
  return (
    <>
      <p className="muted small">More than one may be right.</p>
      {options.map(({ optionId, text }) => (
        <label key={optionId} className="option">
          <input
            type="checkbox"
            checked={chosen.includes(optionId)}
            onChange={() => {
              const optionIds = toggled({ question, optionIds: chosen, optionId });
              onAnswer({ questionId, kind: 'multipleChoice', optionIds });
            }}
          />
          <span>{text}</span>
        </label>
      ))}
    </>
  );
}

/** What stands there is what counts: emptied, or no number any more, it is no answer. */
function NumberField({ question, number, answer, onAnswer, onClear }: Props): ReactNode {
  const { questionId } = question;
  const [text, setText] = useState(answer?.kind === 'numeric' ? String(answer.value) : '');
  const isWrong = text.trim() !== '' && parseNumber(text) === undefined;
  const id = useId();
  return (
    <div className="field narrow">
      <label htmlFor={id}>Your answer to question {number}, a number</label>
      <input
        id={id}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        aria-invalid={isWrong}
        {...(isWrong ? { 'aria-describedby': `${id}-problem` } : {})}
        onChange={event => {
          setText(event.target.value);
          const value = parseNumber(event.target.value);
          if (value === undefined) onClear();
          else onAnswer({ questionId, kind: 'numeric', value });
        }}
      />
      {isWrong && (
        <span id={`${id}-problem`} className="problem small">
          Please enter a number such as 12 or 2.5.
        </span>
      )}
    </div>
  );
}

function ShortText({ question, number, answer, onAnswer }: Props): ReactNode {
  const { questionId } = question;
  const id = useId();
  return (
    <div className="field narrow">
      <label htmlFor={id}>Your answer to question {number}</label>
      <input
        id={id}
        autoComplete="off"
        maxLength={200}
        value={answer?.kind === 'shortText' ? answer.text : ''}
        onChange={event => onAnswer({ questionId, kind: 'shortText', text: event.target.value })}
      />
    </div>
  );
}
