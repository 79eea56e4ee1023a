import { type ReactNode, useState } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { TextField } from '../../shared/ui/field.tsx';
import type { Action } from '../../shared/use-action.ts';
import { StudentRefusal } from '../layout/refusal.tsx';
import { nameProblem } from './profile-checks.ts';

/** The name alone, where it is missing: the certificate needs nothing else. */
export function NameForm({ save }: { save: Action<string> }): ReactNode {
  const [name, setName] = useState('');
  const [isChecked, setChecked] = useState(false);
  const problem = nameProblem(name);
  return (
    <form
      className="stack narrow"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        setChecked(true);
        if (problem === undefined) save.run(name);
      }}
    >
      <TextField
        label="Your full name"
        hint="As it is to stand on the certificate."
        autoComplete="name"
        maxLength={100}
        value={name}
        problem={isChecked ? problem : undefined}
        onText={setName}
      />
      <StudentRefusal error={save.error} />
      <div>
        <Button type="submit" isBusy={save.isRunning} busyLabel="Saving …">
          Save name
        </Button>
      </div>
    </form>
  );
}
