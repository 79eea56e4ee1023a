import type { ReactNode } from 'react';
import { TextField } from '../../shared/ui/field.tsx';
import { LimitFields } from './limit-fields.tsx';
import type { TermsForm } from './use-terms-form.ts';

export function TermsFields(props: {
  form: TermsForm;
  showsProblems: boolean;
  unitsLabel: string;
  limitsHint: string;
}): ReactNode {
  const { form, showsProblems, unitsLabel, limitsHint } = props;
  const { texts, set } = form;
  const shown = showsProblems ? form.problems : undefined;
  return (
    <>
      <div className="columns">
        <TextField
          label={unitsLabel}
          inputMode="numeric"
          value={texts.units}
          onText={set('units')}
          problem={shown?.units}
        />
        <TextField label="First day" type="date" value={texts.from} onText={set('from')} />
        <TextField label="Last day" type="date" value={texts.to} onText={set('to')} problem={shown?.days} />
      </div>
      <LimitFields
        texts={form.limitTexts}
        onTexts={form.setLimitTexts}
        hint={limitsHint}
        problem={shown?.limits}
      />
    </>
  );
}
