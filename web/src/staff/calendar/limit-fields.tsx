import type { ReactNode } from 'react';
import { TextField } from '../../shared/ui/field.tsx';
import type { LimitTexts } from './limits.ts';

const fields: readonly { readonly name: keyof LimitTexts; readonly label: string }[] = [
  { name: 'perDay', label: 'Units a day' },
  { name: 'perWeek', label: 'Units a week' },
  { name: 'perMonth', label: 'Units a month' },
];

/** How much may be driven in a day, week and month. */
export function LimitFields(props: {
  texts: LimitTexts;
  onTexts: (texts: LimitTexts) => void;
  hint: string;
  problem?: string | undefined;
}): ReactNode {
  const { texts, onTexts, hint, problem } = props;
  return (
    <fieldset className="stack tight">
      <legend>At most</legend>
      <span className="muted small">{hint}</span>
      <div className="columns">
        {fields.map(({ name, label }) => (
          <TextField
            key={name}
            label={label}
            inputMode="numeric"
            value={texts[name]}
            onText={text => onTexts({ ...texts, [name]: text })}
          />
        ))}
      </div>
      {problem !== undefined && <span className="problem small">{problem}</span>}
    </fieldset>
  );
}
