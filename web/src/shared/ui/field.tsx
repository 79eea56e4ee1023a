import { type InputHTMLAttributes, type ReactNode, useId } from 'react';

interface Described {
  readonly label: string;
  readonly hint?: string;
  /** Why what was entered cannot be taken. */
  readonly problem?: string | undefined;
}

export function describedBy({
  id,
  hint,
  problem,
}: {
  id: string;
  hint?: string | undefined;
  problem?: string | undefined;
}) {
  const ids = [hint === undefined ? '' : `${id}-hint`, problem === undefined ? '' : `${id}-problem`].filter(
    Boolean,
  );
  return ids.length === 0 ? {} : { 'aria-describedby': ids.join(' ') };
}

/** A label with its control and what is to be known of it; whoever cannot see it hears the same. */
export function FieldFrame(props: Described & { id: string; children: ReactNode }): ReactNode {
  const { id, label, hint, problem, children } = props;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <span id={`${id}-hint`} className="muted small">
          {hint}
        </span>
      )}
      {children}
      {problem !== undefined && (
        <span id={`${id}-problem`} className="problem small">
          {problem}
        </span>
      )}
    </div>
  );
}

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'onChange'>;

export function TextField(props: Described & InputProps & { onText: (text: string) => void }): ReactNode {
  const { label, hint, problem, onText, ...input } = props;
  const id = useId();
  return (
    <FieldFrame id={id} label={label} {...(hint === undefined ? {} : { hint })} problem={problem}>
      <input
        {...input}
        id={id}
        aria-invalid={problem !== undefined}
        {...describedBy({ id, hint, problem })}
        onChange={event => onText(event.target.value)}
      />
    </FieldFrame>
  );
}
