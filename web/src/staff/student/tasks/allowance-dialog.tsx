import type { ReactNode } from 'react';
import { formatDuration } from '../../../shared/format.ts';
import { usePage } from '../../../shared/session.tsx';
import { TextField } from '../../../shared/ui/field.tsx';
import { AskedView } from '../../ui/asked-view.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { useReason } from '../../ui/reason-field.tsx';
import { TaskDialog } from '../../ui/task-dialog.tsx';
import type { StudentDialogProps } from '../student-task-dialog.tsx';
import { useAllowanceForm } from './use-allowance-form.ts';

/** More attempts at a quiz, or more time for each. */
export function AllowanceDialog({ enrollment, name, onClose, onDone }: StudentDialogProps): ReactNode {
  const { seatbelt } = usePage();
  const { userId, courseId } = enrollment;
  const form = useAllowanceForm(courseId);
  const why = useReason();
  return (
    <TaskDialog
      title={`Grant ${name} attempts or time`}
      onClose={onClose}
      onDone={onDone}
      isComplete={form.isComplete && why.isGiven}
      form={showsProblems => (
        <>
          <AllowanceFields form={form} showsProblems={showsProblems} />
          {why.field(showsProblems)}
        </>
      )}
      confirmLabel="Grant"
      work={() => seatbelt.grantQuizAllowance({ userId, courseId, ...form.wish, reason: why.reason })}
      result={({ attemptsLeft, extraSeconds }) =>
        `${name} has ${attemptsLeft} attempts left now${extraSeconds > 0 ? `, with ${formatDuration(extraSeconds)} more for each` : ''}.`
      }
    />
  );
}

function AllowanceFields(props: {
  form: ReturnType<typeof useAllowanceForm>;
  showsProblems: boolean;
}): ReactNode {
  const { form, showsProblems } = props;
  const shown = showsProblems ? form.problems : undefined;
  return (
    <>
      <AskedView asked={form.outline} again={form.readAgain} lines={1}>
        {({ quizzes }) => (
          <SelectField
            label="Quiz"
            value={form.wish.quizId}
            onText={form.setChosen}
            options={quizzes.map(({ quizId, title }) => ({ value: quizId, label: title }))}
            problem={shown?.quiz}
          />
        )}
      </AskedView>
      <TextField
        label="More attempts"
        inputMode="numeric"
        value={form.attemptsText}
        onText={form.setAttemptsText}
        problem={shown?.attempts}
      />
      <TextField
        label="More minutes for each attempt from now on"
        inputMode="numeric"
        value={form.minutesText}
        onText={form.setMinutesText}
        problem={shown?.minutes}
      />
    </>
  );
}
