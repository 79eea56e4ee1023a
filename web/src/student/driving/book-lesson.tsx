import { type ReactNode, useState } from 'react';
import type { Authorization } from '../../../../client/src/index.ts';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { TextField } from '../../shared/ui/field.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { useAction } from '../../shared/use-action.ts';
import { StudentRefusal } from '../layout/refusal.tsx';
import { availableUnitsOf } from './driving-words.ts';

const HOUR_MINUTES = 60;

/** Holds hours for a day and time that were agreed on with the instructor. */
export function BookLesson({ authorization }: { authorization: Authorization }): ReactNode {
  const { authorizationId } = authorization;
  const { seatbelt } = usePage();
  const [start, setStart] = useState('');
  const [hours, setHours] = useState('1');
  const [isBooked, setBooked] = useState(false);
  const units = Number(hours);
  const available = availableUnitsOf(authorization);
  const isComplete = start !== '' && Number.isInteger(units) && units >= 1 && units <= available;
  const book = useAction(async () => {
    const startsAt = new Date(start).toISOString();
    await seatbelt.reserveUnits({ authorizationId, units, startsAt, durationMinutes: units * HOUR_MINUTES });
    setBooked(true);
    setStart('');
  });
  return (
    <form
      className="stack narrow"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        setBooked(false);
        if (isComplete) book.run();
      }}
    >
      <h3>Book a lesson</h3>
      <TextField
        label="Day and time"
        hint="As agreed with your instructor, in the time of this device."
        type="datetime-local"
        value={start}
        onText={setStart}
      />
      <TextField
        label="Hours"
        type="number"
        min={1}
        max={available}
        value={hours}
        problem={units > available ? `You have ${available} left.` : undefined}
        onText={setHours}
      />
      {isBooked && <Notice kind="good">The lesson is booked.</Notice>}
      <StudentRefusal error={book.error} />
      <div>
        <Button type="submit" isBusy={book.isRunning} isDisabled={!isComplete} busyLabel="Booking …">
          Book lesson
        </Button>
      </div>
    </form>
  );
}
