const exact = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });
const three = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** As it was measured: rounding must not turn a missed bar into a reached one. */
export const exactly = (value: number): string => exact.format(value);

/** Three digits, all of them from a thousand on: enough to look at. */
export function roughly(value: number): string {
  return Math.abs(value) >= 1_000 ? whole.format(value) : three.format(value);
}

/** `1 run`, `2 runs`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${exactly(count)} ${count === 1 ? one : many}`;
}

/** `48 s`, `9 min 12 s`, `2 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${roughly(seconds)} s`;
  const total = Math.round(seconds);
  if (total < 60) return `${total} s`;
  const minutes = Math.floor(total / 60);
  if (minutes < 60) return total % 60 === 0 ? `${minutes} min` : `${minutes} min ${total % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `2026-03-04 09:30`, in UTC: the same for every reader. */
export function moment(iso: string): string {
  return new Date(iso).toISOString().slice(0, 16).replace('T', ' ');
}

/** A heading begins with a capital, whatever a record calls it. */
export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** At most so many letters: the middle gives way, since names that are alike differ at their ends. */
export function shortened(text: string, letters: number): string {
  if (text.length <= letters) return text;
  const kept = Math.max(letters - 1, 0);
  const tail = Math.floor(kept * 0.5);
  return `${text.slice(0, kept - tail).trimEnd()}…${text.slice(text.length - tail).trimStart()}`;
}

/** As a sentence of its own, whatever a record calls it. */
export function sentence(text: string): string {
  const begun = capitalized(text.trim());
  return begun === '' || /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
