import { type ReactNode, useId } from 'react';
import { describedBy, FieldFrame } from '../../shared/ui/field.tsx';

interface Common {
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly value: string;
  readonly onText: (text: string) => void;
}

const hinted = (hint: string | undefined): { hint?: string } => (hint === undefined ? {} : { hint });

export function SelectField(
  props: Common & { options: readonly { readonly value: string; readonly label: string }[] },
): ReactNode {
  const { label, hint, problem, value, onText, options } = props;
  const id = useId();
  return (
    <FieldFrame id={id} label={label} {...hinted(hint)} problem={problem}>
      <select
        id={id}
        value={value}
        aria-invalid={problem !== undefined}
        {...describedBy({ id, hint, problem })}
        onChange={event => onText(event.target.value)}
      >
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

export function TextAreaField(props: Common & { rows?: number; maxLength?: number }): ReactNode {
  const { label, hint, problem, value, onText, rows = 3, maxLength = 500 } = props;
  const id = useId();
  return (
    <FieldFrame id={id} label={label} {...hinted(hint)} problem={problem}>
      <textarea
        id={id}
        rows={rows}
        maxLength={maxLength}
        value={value}
        aria-invalid={problem !== undefined}
        {...describedBy({ id, hint, problem })}
        onChange={event => onText(event.target.value)}
      />
    </FieldFrame>
  );
}

export function CheckField(props: {
  label: string;
  isChecked: boolean;
  onCheck: (isChecked: boolean) => void;
}): ReactNode {
  const { label, isChecked, onCheck } = props;
  return (
    <label className="check">
      <input type="checkbox" checked={isChecked} onChange={event => onCheck(event.target.checked)} />
      {label}
    </label>
  );
}
