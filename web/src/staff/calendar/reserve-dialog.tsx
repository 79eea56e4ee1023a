import type { ReactNode } from 'react';
import { formatDay } from '../../shared/format.ts';
import { usePage } from '../../shared/session.tsx';
import { TextField } from '../../shared/ui/field.tsx';
import type { ListedAuthorization } from '../api.ts';
import { TaskDialog } from '../ui/task-dialog.tsx';
import { studentWords } from './lesson-words.ts';
import { useReservationForm } from './use-reservation-form.ts';

/** Holds units for a lesson, with its time in both calendars. */
export function ReserveDialog(props: {
  authorization: ListedAuthorization;
  onClose: () => void;
  onDone: () => void;
}): ReactNode {
  const { authorization, onClose, onDone } = props;
  const { seatbelt } = usePage();
  const { authorizationId, availableUnits, validFrom, validTo } = authorization;
  const form = useReservationForm({ availableUnits });
  const valid = `valid from ${formatDay({ at: new Date(validFrom) })} to ${formatDay({ at: new Date(validTo) })}`;
  return (
    <TaskDialog
      title={`Reserve a lesson for ${studentWords(authorization)}`}
      onClose={onClose}
      onDone={onDone}
      isComplete={form.isComplete}
      form={showsProblems => {
        const shown = showsProblems ? form.problems : undefined;
        return (
          <>
            <TextField
              label="Begins"
              type="datetime-local"
              hint={`In your time zone; ${valid}`}
              value={form.startText}
              onText={form.setStartText}
              problem={shown?.start}
            />
            <TextField
              label="Units"
              hint={`One unit is an hour of driving. Left: ${availableUnits}`}
              inputMode="numeric"
              value={form.unitsText}
              onText={form.enterUnits}
              problem={shown?.units}
            />
            <TextField
              label="Minutes"
              inputMode="numeric"
              value={form.minutesText}
              onText={form.setMinutesText}
              problem={shown?.minutes}
            />
          </>
        );
      }}
      confirmLabel="Reserve"
      work={() => seatbelt.reserveUnits({ authorizationId, ...form.wish })}
      result={answer => `Reserved. Left to reserve: ${answer.availableUnits}.`}
    />
  );
}
