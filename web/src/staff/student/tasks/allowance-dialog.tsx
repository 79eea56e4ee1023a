import { type ReactNode, useState } from 'react';
import { formatDuration } from '../../../shared/format.ts';
import { usePage } from '../../../shared/session.tsx';
import { TextField } from '../../../shared/ui/field.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { ReasonField, reasonProblem } from '../../ui/reason-field.tsx';
import { TaskDialog } from '../../ui/task-dialog.tsx';
import { useOutline } from '../../use-outline.ts';
import { wholeNumber } from '../../whole-number.ts';
import type { StudentDialogProps } from '../student-task-dialog.tsx';

const MAX_ATTEMPTS = 50;
const MAX_MINUTES = 1_440;

/** More attempts at a quiz, or more time for each. */
export function AllowanceDialog(props: StudentDialogProps & { quizId: string | null }): ReactNode {
  const { enrollment, name, onClose, onDone } = props;
  const { seatbelt } = usePage();
  const { userId, courseId } = enrollment;
  const { asked } = useOutline(courseId);
  const quizzes = asked.status === 'ready' ? asked.data.quizzes : [];
  const [chosen, setChosen] = useState(props.quizId);
  const quiz = quizzes.find(({ quizId }) => quizId === chosen) ?? quizzes[0];
  const [attempts, setAttempts] = useState('1');
  const [minutes, setMinutes] = useState('0');
  const [reason, setReason] = useState('');
  const extraAttempts = wholeNumber({ text: attempts, atMost: MAX_ATTEMPTS });
  const extraMinutes = wholeNumber({ text: minutes, atMost: MAX_MINUTES });
  const isSomething = (extraAttempts ?? 0) + (extraMinutes ?? 0) > 0;
  const lacksReason = reasonProblem({ reason });
  const isComplete =
    quiz !== undefined &&
    extraAttempts !== undefined &&
    extraMinutes !== undefined &&
    isSomething &&
    lacksReason === undefined;
  return (
    <TaskDialog
      title={`Grant ${name} attempts or time`}
      onClose={onClose}
      onDone={onDone}
      isComplete={isComplete}
      form={showsProblems => (
        <>
          <SelectField
            label="Quiz"
            value={quiz?.quizId ?? ''}
            onText={setChosen}
            options={quizzes.map(({ quizId, title }) => ({ value: quizId, label: title }))}
            problem={showsProblems && quiz === undefined ? 'This course has no quiz.' : undefined}
          />
          <TextField
            label="More attempts"
            inputMode="numeric"
            value={attempts}
            onText={setAttempts}
            problem={
              showsProblems
                ? countProblem({ count: extraAttempts, isSomething, atMost: MAX_ATTEMPTS })
                : undefined
            }
          />
          <TextField
            label="More minutes for each attempt from now on"
            inputMode="numeric"
            value={minutes}
            onText={setMinutes}
            problem={
              showsProblems
                ? countProblem({ count: extraMinutes, isSomething: true, atMost: MAX_MINUTES })
                : undefined
            }
          />
          <ReasonField
            reason={reason}
            onReason={setReason}
            problem={showsProblems ? lacksReason : undefined}
          />
        </>
      )}
      confirmLabel="Grant"
      work={() =>
        seatbelt.grantQuizAllowance({
          userId,
          courseId,
          quizId: quiz?.quizId ?? '',
          extraAttempts: extraAttempts ?? 0,
          extraSeconds: (extraMinutes ?? 0) * 60,
          reason: reason.trim(),
        })
      }
      result={({ attemptsLeft, extraSeconds }) =>
        `${name} has ${attemptsLeft} attempts left now${extraSeconds > 0 ? `, with ${formatDuration(extraSeconds)} more for each` : ''}.`
      }
    />
  );
}

function countProblem(input: {
  count: number | undefined;
  isSomething: boolean;
  atMost: number;
}): string | undefined {
  if (input.count === undefined) return `A whole number up to ${input.atMost}, please.`;
  return input.isSomething ? undefined : 'Attempts or minutes have to be given.';
}
