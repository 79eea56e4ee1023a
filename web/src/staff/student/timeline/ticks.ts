import type { Period } from './lanes.ts';

export interface Tick {
  readonly atMs: number;
  readonly label: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const steps: readonly number[] = [
  ...[1 / 60, 1 / 30, 1 / 12, 1 / 6, 1 / 2, 1, 5, 15, 30].map(minutes => minutes * MINUTE_MS),
  ...[1, 3, 6, 12].map(hours => hours * HOUR_MS),
  ...[1, 2, 7, 14, 30, 91, 183, 366, 731, 1827, 3653].map(days => days * DAY_MS),
];

/** Where the axis is labelled, at most `atMost` times: at whole minutes, hours or days of the time zone. */
export function ticksOf(input: { period: Period; atMost: number; timeZone: string }): readonly Tick[] {
  const { period, atMost, timeZone } = input;
  const wanted = (period.toMs - period.fromMs) / Math.max(1, atMost);
  const stepMs = steps.find(step => step >= wanted) ?? steps.at(-1) ?? DAY_MS;
  const format = new Intl.DateTimeFormat(undefined, { ...lookOf({ stepMs, period }), timeZone });
  const offsetMs = offsetOf({ atMs: period.fromMs, timeZone });
  const firstMs = Math.ceil((period.fromMs + offsetMs) / stepMs) * stepMs - offsetMs;
  const count = Math.max(0, Math.ceil((period.toMs - firstMs) / stepMs));
  return Array.from({ length: count }, (_, index) => {
    const unshifted = firstMs + index * stepMs;
    // Summer time may begin in between: a day still starts at its own midnight.
    const atMs = stepMs < DAY_MS ? unshifted : unshifted + offsetMs - offsetOf({ atMs: unshifted, timeZone });
    return { atMs, label: format.format(atMs) };
  }).filter(({ atMs }) => atMs >= period.fromMs && atMs < period.toMs);
}

function lookOf({ stepMs, period }: { stepMs: number; period: Period }): Intl.DateTimeFormatOptions {
  if (stepMs < MINUTE_MS) return { hour: 'numeric', minute: '2-digit', second: '2-digit' };
  if (stepMs >= DAY_MS)
    return stepMs >= 30 * DAY_MS ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short' };
  const isWithinADay = period.toMs - period.fromMs <= DAY_MS;
  return { hour: 'numeric', minute: '2-digit', ...(isWithinADay ? {} : { day: 'numeric', month: 'short' }) };
}

/** What the zone's clocks are ahead of UTC at that instant. */
export function offsetOf({ atMs, timeZone }: { atMs: number; timeZone: string }): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(atMs);
  const of = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find(part => part.type === type)?.value ?? 0);
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return local - Math.floor(atMs / 1000) * 1000;
}
