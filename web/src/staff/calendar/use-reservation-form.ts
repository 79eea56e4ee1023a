import { useState } from 'react';
import { wholeNumber } from '../whole-number.ts';
import { instantOfText } from './days.ts';

const MINUTES_IN_UNIT = 60;
const LONGEST_MINUTES = 720;

/** When, how many units, how long; a lesson takes an hour at least for each unit. */
export function useReservationForm({ availableUnits }: { availableUnits: number }) {
  const [startText, setStartText] = useState('');
  const [unitsText, setUnitsText] = useState('1');
  const [minutesText, setMinutesText] = useState(String(MINUTES_IN_UNIT));
  const startsAt = instantOfText(startText);
  const units = wholeNumber({ text: unitsText, atMost: availableUnits }) ?? 0;
  const durationMinutes = wholeNumber({ text: minutesText, atMost: LONGEST_MINUTES }) ?? 0;
  const shortest = Math.max(1, units) * MINUTES_IN_UNIT;
  const problems = {
    start: startsAt === undefined ? 'Please choose a day and an hour.' : undefined,
    units: units < 1 ? `Between 1 and ${availableUnits}, which are left.` : undefined,
    minutes:
      durationMinutes < shortest
        ? `Between ${shortest} and ${LONGEST_MINUTES} for so many units.`
        : undefined,
  };
  const enterUnits = (text: string): void => {
    setUnitsText(text);
    const wanted = wholeNumber({ text, atMost: LONGEST_MINUTES / MINUTES_IN_UNIT }) ?? 0;
    if (wanted > 0) setMinutesText(String(wanted * MINUTES_IN_UNIT));
  };
  return {
    ...{ startText, setStartText, unitsText, enterUnits, minutesText, setMinutesText, problems },
    wish: { units, durationMinutes, startsAt: startsAt?.toISOString() ?? '' },
    isComplete: Object.values(problems).every(problem => problem === undefined),
  };
}
