/** Formatters are slow to make and are asked for at every heartbeat. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/**
 * The legal day an instant falls on: `2026-03-08`. The one function that decides it, so that «today» never means
 * two things.
 * @param timeZone an IANA name, fixed on the enrollment
 */
export function dayKey(instant: Date, timeZone: string): string {
  const parts = new Map(
    formatterOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
}

/**
 * The first instant of the next legal day. Found by looking, since a day may have 23, 24 or 25 hours and may not
 * begin at midnight at all.
 */
export function nextDayStart(instant: Date, timeZone: string): Date {
  const today = dayKey(instant, timeZone);
  let [inside, outside] = [instant.getTime(), instant.getTime() + 26 * 3_600_000];
  while (outside - inside > 1) {
    const middle = Math.floor((inside + outside) / 2);
    if (dayKey(new Date(middle), timeZone) === today) inside = middle;
    else outside = middle;
  }
  return new Date(outside);
}
