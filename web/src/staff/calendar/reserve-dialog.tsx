import { type ReactNode, useState } from 'react';
import { formatDay } from '../../shared/format.ts';
import { usePage } from '../../shared/session.tsx';
import { TextField } from '../../shared/ui/field.tsx';
import type { ListedAuthorization } from '../api.ts';
import { TaskDialog } from '../ui/task-dialog.tsx';
import { wholeNumber } from '../whole-number.ts';
import { studentOf } from './authorization-words.ts';
import { instantOfText } from './days.ts';

const MINUTES_IN_UNIT = 60;
const LONGEST_MINUTES = 720;

/** Holds units for a lesson, with its time in both calendars. */
export function ReserveDialog(props: {
  authorization: ListedAuthorization;
  onClose: () => void;
  onDone: () => void;
}): ReactNode {
  const { authorization, onClose, onDone } = props;
  const { seatbelt } = usePage();
  const { authorizationId, availableUnits, validFrom, validTo } = authorization;
  const [unitsText, setUnitsText] = useState('1');
  const [startText, setStartText] = useState('');
  const [minutesText, setMinutesText] = useState('60');
  const units = wholeNumber({ text: unitsText, atMost: availableUnits });
  const startsAt = instantOfText(startText);
  const durationMinutes = wholeNumber({ text: minutesText, atMost: LONGEST_MINUTES });
  const shortest = (units ?? 1) * MINUTES_IN_UNIT;
  const problems = {
    units: units === undefined || units < 1 ? `Between 1 and ${availableUnits}, which are left.` : undefined,
    start: startsAt === undefined ? 'Please choose a day and an hour.' : undefined,
    minutes:
      durationMinutes === undefined || durationMinutes < shortest
        ? `Between ${shortest} and ${LONGEST_MINUTES} for so many units.`
        : undefined,
  };
  const isComplete = Object.values(problems).every(problem => problem === undefined);
  return (
    <TaskDialog
      title={`Reserve a lesson for ${studentOf(authorization)}`}
      onClose={onClose}
      onDone={onDone}
      isComplete={isComplete}
      form={showsProblems => (
        <>
          <TextField
            label="Begins"
            type="datetime-local"
            hint={`In your time zone; valid from ${formatDay({ at: new Date(validFrom) })} to ${formatDay({ at: new Date(validTo) })}`}
            value={startText}
            onText={setStartText}
            problem={showsProblems ? problems.start : undefined}
          />
          <TextField
            label="Units"
            hint={`One unit is an hour of driving. Left: ${availableUnits}`}
            inputMode="numeric"
            value={unitsText}
            onText={text => {
              setUnitsText(text);
              const wanted = wholeNumber({ text, atMost: LONGEST_MINUTES / MINUTES_IN_UNIT });
              if (wanted !== undefined && wanted > 0) setMinutesText(String(wanted * MINUTES_IN_UNIT));
            }}
            problem={showsProblems ? problems.units : undefined}
          />
          <TextField
            label="Minutes"
            inputMode="numeric"
            value={minutesText}
            onText={setMinutesText}
            problem={showsProblems ? problems.minutes : undefined}
          />
        </>
      )}
      confirmLabel="Reserve"
      work={() =>
        seatbelt.reserveUnits({
          authorizationId,
          units: units ?? 0,
          startsAt: (startsAt ?? new Date(0)).toISOString(),
          durationMinutes: durationMinutes ?? 0,
        })
      }
      result={answer => `Reserved. Left to reserve: ${answer.availableUnits}.`}
    />
  );
}
