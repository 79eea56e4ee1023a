import { type ReactNode, useState } from 'react';
import { formatDuration } from '../../../shared/format.ts';
import { usePage } from '../../../shared/session.tsx';
import { TextField } from '../../../shared/ui/field.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { ReasonField, reasonProblem } from '../../ui/reason-field.tsx';
import { TaskDialog } from '../../ui/task-dialog.tsx';
import type { StudentDialogProps } from '../student-task-dialog.tsx';
import { useAllowanceForm } from './use-allowance-form.ts';

/** More attempts at a quiz, or more time for each. */
export function AllowanceDialog(props: StudentDialogProps & { quizId: string | null }): ReactNode {
  const { enrollment, quizId, name, onClose, onDone } = props;
  const { seatbelt } = usePage();
  const { userId, courseId } = enrollment;
  const form = useAllowanceForm({ courseId, quizId });
  const [reason, setReason] = useState('');
  const lacksReason = reasonProblem({ reason });
  return (
    <TaskDialog
      title={`Grant ${name} attempts or time`}
      onClose={onClose}
      onDone={onDone}
      isComplete={form.isComplete && lacksReason === undefined}
      form={showsProblems => (
        <>
          <AllowanceFields form={form} showsProblems={showsProblems} />
          <ReasonField
            reason={reason}
            onReason={setReason}
            problem={showsProblems ? lacksReason : undefined}
          />
        </>
      )}
      confirmLabel="Grant"
      work={() => seatbelt.grantQuizAllowance({ userId, courseId, ...form.wish, reason: reason.trim() })}
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
      <SelectField
        label="Quiz"
        value={form.wish.quizId}
        onText={form.setChosen}
        options={form.quizzes.map(({ quizId, title }) => ({ value: quizId, label: title }))}
        problem={shown?.quiz}
      />
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
