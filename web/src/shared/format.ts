/** @param amount minor units, 4950 for $49.50; a yen has none, and money in suspense may be in yen */
export function formatMoney({ amount, currency }: { amount: number; currency: string }): string {
  const format = moneyFormat(currency.toUpperCase());
  const { maximumFractionDigits = 2 } = format.resolvedOptions();
  return format.format(amount / 10 ** maximumFractionDigits);
}

const moneyFormats = new Map<string, Intl.NumberFormat>();

/** One is made for each currency: a phone takes milliseconds for it, and a list shows dozens of amounts. */
function moneyFormat(currency: string): Intl.NumberFormat {
  const made = moneyFormats.get(currency);
  if (made !== undefined) return made;
  const format = new Intl.NumberFormat(undefined, { style: 'currency', currency });
  moneyFormats.set(currency, format);
  return format;
}

/** `2 h 05 min`, `12 min`, `40 s`: the two largest units that say something. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60)
    return whole % 60 === 0 || minutes >= 10 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** @param timeZone of the enrollment: days and hours are the school's, wherever the reader is */
export function formatInstant({ at, timeZone }: { at: Date; timeZone?: string | undefined }): string {
  return new Intl.DateTimeFormat(undefined, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...zoned(timeZone),
  }).format(at);
}

export function formatDay({ at, timeZone }: { at: Date; timeZone?: string | undefined }): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', ...zoned(timeZone) }).format(at);
}

const zoned = (timeZone: string | undefined): { timeZone?: string } =>
  timeZone === undefined ? {} : { timeZone };
