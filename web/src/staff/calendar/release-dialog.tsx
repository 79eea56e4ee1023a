import { type ReactNode, useState } from 'react';
import { usePage } from '../../shared/session.tsx';
import type { CalendarLesson } from '../api.ts';
import { CheckField } from '../ui/fields.tsx';
import { useReason } from '../ui/reason-field.tsx';
import { TaskDialog } from '../ui/task-dialog.tsx';
import { dayName, lessonTime, studentWords, unitWords } from './lesson-words.ts';

export function ReleaseDialog(props: {
  lesson: CalendarLesson;
  onClose: () => void;
  onDone: () => void;
}): ReactNode {
  const { lesson, onClose, onDone } = props;
  const { seatbelt } = usePage();
  const why = useReason();
  const [isWaived, setWaived] = useState(false);
  const { authorizationId, reservationId } = lesson;
  const when = `${dayName(new Date(lesson.startsAt))}, ${lessonTime(lesson)}`;
  return (
    <TaskDialog
      title={`Give back the lesson with ${studentWords(lesson)}`}
      onClose={onClose}
      onDone={onDone}
      isComplete={why.isGiven}
      form={showsProblems => (
        <>
          <p>Shortly before its start, a lesson may count as driven all the same, as the policy says.</p>
          <CheckField label="Let a late cancellation pass" isChecked={isWaived} onCheck={setWaived} />
          {why.field(showsProblems)}
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
          reason: why.reason,
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
