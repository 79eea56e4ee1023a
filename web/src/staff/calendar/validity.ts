import { addDays, startOfDay } from './days.ts';

/** A validity ends with a day: the instant at which the next one begins. */
export const dayEnd = {
  of: (lastDay: Date): Date => addDays(startOfDay(lastDay), 1),
  lastDayOf: (validTo: Date): Date => startOfDay(new Date(validTo.getTime() - 1)),
} as const;
