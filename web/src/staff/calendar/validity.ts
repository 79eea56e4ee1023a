import type { ListedAuthorization } from '../api.ts';
import { addDays, startOfDay } from './days.ts';

/** A validity ends with a day: the instant at which the next one begins. */
export const dayEnd = {
  of: (lastDay: Date): Date => addDays(startOfDay(lastDay), 1),
  lastDayOf: (validTo: Date): Date => startOfDay(new Date(validTo.getTime() - 1)),
} as const;

/** No lesson can be held any more under those that have ended; an admin may prolong them. */
export function dividedByEnd({
  authorizations,
  now,
}: {
  authorizations: readonly ListedAuthorization[];
  now: Date;
}): { running: readonly ListedAuthorization[]; ended: readonly ListedAuthorization[] } {
  const { running = [], ended = [] } = Object.groupBy(authorizations, ({ validTo }) =>
    new Date(validTo) > now ? 'running' : 'ended',
  );
  return { running, ended };
}
