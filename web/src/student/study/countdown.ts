/** Whole seconds until then, never below 0. */
export const secondsUntil = ({ at, now }: { at: Date; now: Date }): number =>
  Math.max(0, Math.ceil((at.getTime() - now.getTime()) / 1_000));

/** `4:05`, `1:02:00`. */
export function clockText(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (part: number): string => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

const MILESTONES = [3_600, 1_800, 600, 300, 60, 30, 10] as const;

/**
 * What a screen reader is told of a running clock: at milestones only, since a clock read out each second drowns
 * everything else. Stays the same text in between, so nothing is said twice.
 */
export function spokenTime({
  secondsLeft,
  totalSeconds,
}: {
  secondsLeft: number;
  totalSeconds: number;
}): string {
  if (secondsLeft <= 0) return 'The time is over.';
  const passed = MILESTONES.filter(milestone => milestone < totalSeconds && secondsLeft <= milestone).at(-1);
  if (passed === undefined) return '';
  return `${passed >= 60 ? minutesText(passed / 60) : `${passed} seconds`} left.`;
}

const minutesText = (minutes: number): string => (minutes === 1 ? '1 minute' : `${minutes} minutes`);
