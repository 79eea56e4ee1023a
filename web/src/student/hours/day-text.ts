/** A legal day for people: `Mar 8`, or with its weekday and year. The key is a day, not an instant: no zone may shift it. */
export function dayText({ dayKey, style }: { dayKey: string; style: 'short' | 'long' }): string {
  const shape: Intl.DateTimeFormatOptions =
    style === 'short' ? { month: 'short', day: 'numeric' } : { dateStyle: 'full' };
  return new Intl.DateTimeFormat(undefined, { ...shape, timeZone: 'UTC' }).format(
    new Date(`${dayKey}T12:00:00Z`),
  );
}
