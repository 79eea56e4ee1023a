import { type ReactNode, useState } from 'react';
import { usePage } from '../../shared/session.tsx';
import { TextField } from '../../shared/ui/field.tsx';
import type { CalendarLesson } from '../api.ts';
import { TaskDialog } from '../ui/task-dialog.tsx';
import { wholeNumber } from '../whole-number.ts';
import { studentWords, unitWords } from './lesson-words.ts';

export function ConsumeDialog(props: {
  lesson: CalendarLesson;
  onClose: () => void;
  onDone: () => void;
}): ReactNode {
  const { lesson, onClose, onDone } = props;
  const { seatbelt } = usePage();
  const [text, setText] = useState(String(lesson.units));
  const units = wholeNumber({ text, atMost: lesson.units });
  const isComplete = units !== undefined && units > 0;
  const { authorizationId, reservationId } = lesson;
  const said = units === 1 ? '1 unit' : `${units ?? 0} units`;
  return (
    <TaskDialog
      title={`Driven with ${studentWords(lesson)}`}
      onClose={onClose}
      onDone={onDone}
      isComplete={isComplete}
      form={showsProblems => (
        <TextField
          label="Units driven"
          hint={`Held: ${unitWords(lesson)}. What was not driven goes back.`}
          inputMode="numeric"
          value={text}
          onText={setText}
          problem={showsProblems && !isComplete ? `Between 1 and ${lesson.units}.` : undefined}
        />
      )}
      summary={
        <p>
          <strong>{said}</strong> count as driven. This cannot be undone.
        </p>
      }
      confirmLabel={`Count ${said} as driven`}
      work={() => seatbelt.consumeUnits({ authorizationId, reservationId, units: units ?? 0 })}
      result={({ consumedUnits, availableUnits }) =>
        `Driven in all: ${consumedUnits}. Left to reserve: ${availableUnits}.`
      }
    />
  );
}
