import { type ReactNode, useState } from 'react';
import { formatInstant } from '../../../shared/format.ts';
import { usePage } from '../../../shared/session.tsx';
import type { TimelineItemOf } from '../../api.ts';
import { SelectField } from '../../ui/fields.tsx';
import { useReason } from '../../ui/reason-field.tsx';
import { TaskDialog } from '../../ui/task-dialog.tsx';
import { stateWords } from '../../words.ts';
import type { StudentDialogProps } from '../student-task-dialog.tsx';

type Corrected = 'CORRECT' | 'INCORRECT';

export function CorrectCheckDialog(
  props: StudentDialogProps & { check: TimelineItemOf<'challenge'> },
): ReactNode {
  const { enrollment, check, name, onClose, onDone } = props;
  const { seatbelt } = usePage();
  const [outcome, setOutcome] = useState<Corrected>(check.state === 'CORRECT' ? 'INCORRECT' : 'CORRECT');
  const why = useReason();
  const { userId, courseId, timeZone } = enrollment;
  const counted = outcome === 'CORRECT' ? 'right' : 'wrong';
  return (
    <TaskDialog
      title="Correct an identity check"
      onClose={onClose}
      onDone={onDone}
      isComplete={why.isGiven}
      form={showsProblems => (
        <>
          <p>
            The check of {formatInstant({ at: new Date(check.issuedAt), timeZone })} (
            <code>{check.questionId}</code>) is «{stateWords(check.state).toLowerCase()}». What it was is
            kept.
          </p>
          <SelectField
            label="It should have counted as"
            value={outcome}
            onText={value => setOutcome(value === 'CORRECT' ? 'CORRECT' : 'INCORRECT')}
            options={[
              { value: 'CORRECT', label: 'Right' },
              { value: 'INCORRECT', label: 'Wrong' },
            ]}
          />
          {why.field(showsProblems)}
        </>
      )}
      summary={
        <p>
          The check counts as <strong>{counted}</strong> from now on, and the tallies of {name} follow.
        </p>
      }
      confirmLabel={`Count it as ${counted}`}
      look="danger"
      work={() =>
        seatbelt.correctChallenge({ userId, courseId, challengeId: check.id, outcome, reason: why.reason })
      }
      result={({ ratio }) => `Corrected. ${ratio.wrong} of ${ratio.asked} checks of this round are wrong.`}
    />
  );
}
