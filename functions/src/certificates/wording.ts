const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** `24 hours`, `1 hour 5 minutes`, `40 minutes`; whole minutes, rounded down. */
export function durationText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [
    ...(hours > 0 ? [plural(hours, 'hour')] : []),
    ...(rest > 0 || hours === 0 ? [plural(rest, 'minute')] : []),
  ];
  return parts.join(' ');
}

/** `March 8, 2026`: the legal day of the enrollment's own time zone. */
export const longDate = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-US', { timeZone, dateStyle: 'long' }).format(instant);
