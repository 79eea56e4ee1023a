import { z } from 'zod';

/** An IANA name. Offsets such as `+05:00` are refused: they know no daylight saving, and legal days do. */
export const TimeZone = z.string().max(64).refine(isKnownTimeZone, 'must be a known IANA time zone');

function isKnownTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
