import { type ReactNode, useState } from 'react';
import { usePage } from '../../shared/session.tsx';
import type { CalendarLesson } from '../api.ts';
import { CheckField } from '../ui/fields.tsx';
import { ReasonField, reasonProblem } from '../ui/reason-field.tsx';
import { TaskDialog } from '../ui/task-dialog.tsx';
import { lessonName, lessonTime, unitWords } from './lesson-words.ts';
import { dayName } from './week-picture.tsx';

export function ReleaseDialog(props: {
  lesson: CalendarLesson;
  onClose: () => void;
  onDone: () => void;
}): ReactNode {
  const { lesson, onClose, onDone } = props;
  const { seatbelt } = usePage();
  const [reason, setReason] = useState('');
  const [isWaived, setWaived] = useState(false);
  const problem = reasonProblem({ reason });
  const { authorizationId, reservationId } = lesson;
  const when = `${dayName(new Date(lesson.startsAt))}, ${lessonTime(lesson)}`;
  return (
    <TaskDialog
      title={`Give back the lesson with ${lessonName(lesson)}`}
      onClose={onClose}
      onDone={onDone}
      isComplete={problem === undefined}
      form={showsProblems => (
        <>
          <p>Shortly before its start, a lesson may count as driven all the same, as the policy says.</p>
          <CheckField label="Let a late cancellation pass" isChecked={isWaived} onCheck={setWaived} />
          <ReasonField reason={reason} onReason={setReason} problem={showsProblems ? problem : undefined} />
        </>
      )}
      summary={
        <p>
          The lesson of <strong>{when}</strong> does not take place; {unitWords(lesson)} go back
          {isWaived ? ', however late it is' : ', unless it is too late for that'}.
        </p>
      }
      confirmLabel={`Give back ${unitWords(lesson)}`}
      look="danger"
      work={() =>
        seatbelt.releaseUnits({
          authorizationId,
          reservationId,
          reason: reason.trim(),
          ...(isWaived ? { waiveLateCancellation: true } : {}),
        })
      }
      result={({ state, availableUnits }) =>
        state === 'CONSUMED'
          ? `It came too late: the units count as driven. Left to reserve: ${availableUnits}.`
          : `Given back. Left to reserve: ${availableUnits}.`
      }
    />
  );
}
