import type { Authorization, Reservation } from '../../../../client/src/index.ts';

export const availableUnitsOf = ({
  totalUnits,
  reservedUnits,
  consumedUnits,
}: Pick<Authorization, 'totalUnits' | 'reservedUnits' | 'consumedUnits'>): number =>
  totalUnits - reservedUnits - consumedUnits;

/** A unit is an hour of driving. */
export const hoursText = (units: number): string => (units === 1 ? '1 hour' : `${units} hours`);

export function lessonState({
  state,
  units,
  consumedUnits,
}: Pick<Reservation, 'state' | 'units' | 'consumedUnits'>): string {
  switch (state) {
    case 'HELD':
      return 'booked';
    case 'CONSUMED':
      return consumedUnits === units ? 'driven' : `${hoursText(consumedUnits)} driven`;
    case 'RELEASED':
      return 'given back';
    case 'EXPIRED':
      return 'not driven';
  }
}

/** Whether a lesson given back now counts as driven. */
export function isLateCancellation(input: {
  startsAt: Date;
  rules: Authorization['rules'];
  now: Date;
}): boolean {
  const { startsAt, rules, now } = input;
  if (rules.onLateCancellation !== 'consume') return false;
  return startsAt.getTime() - now.getTime() < rules.lateCancellationHours * 3_600_000;
}
