import type { Course } from '../../../../client/src/index.ts';
import { formatMoney } from '../../shared/format.ts';

/** A course as the list shows it. */
export interface Listed {
  readonly courseId: string;
  readonly title: string;
  readonly price: number;
  readonly currency: string;
  /** What is paid at least before it opens; minor units. */
  readonly minimumPaidToOpen: number;
  readonly requiredSeconds: number;
  readonly seatsLeft: number;
  readonly waitingPlacesLeft: number;
}

export interface SeatCount {
  readonly capacity: number;
  readonly taken: number;
  readonly waitlistCapacity: number;
  readonly waitlisted: number;
}

/** While anybody waits, a free seat is theirs. */
export function seatsLeftOf({ capacity, taken, waitlisted }: SeatCount): number {
  return Math.max(0, capacity - taken - waitlisted);
}

export const waitingPlacesLeftOf = ({ waitlistCapacity, waitlisted }: SeatCount): number =>
  Math.max(0, waitlistCapacity - waitlisted);

export function listed(input: {
  course: Pick<Course, 'courseId' | 'title' | 'price' | 'currency' | 'terms'>;
  seats: SeatCount;
  requiredSeconds: number;
}): Listed {
  const { course, seats, requiredSeconds } = input;
  const { courseId, title, price, currency, terms } = course;
  return {
    ...{ courseId, title, price, currency, requiredSeconds },
    minimumPaidToOpen: terms.minimumPaidToOpen,
    seatsLeft: seatsLeftOf(seats),
    waitingPlacesLeft: waitingPlacesLeftOf(seats),
  };
}

export function seatsText({
  seatsLeft,
  waitingPlacesLeft,
}: Pick<Listed, 'seatsLeft' | 'waitingPlacesLeft'>): string {
  if (seatsLeft === 1) return '1 left';
  if (seatsLeft > 0) return `${seatsLeft} left`;
  return waitingPlacesLeft > 0 ? 'waiting list' : 'full';
}

/** What has to be paid before the course opens, where that is a part of its price; else undefined. Minor units. */
export function depositOf(course: Pick<Listed, 'price' | 'minimumPaidToOpen'>): number | undefined {
  const { price, minimumPaidToOpen } = course;
  return minimumPaidToOpen > 0 && minimumPaidToOpen < price ? minimumPaidToOpen : undefined;
}

export const priceText = ({ price, currency }: Pick<Listed, 'price' | 'currency'>): string =>
  price === 0 ? 'Free' : formatMoney({ amount: price, currency });

export const byTitle = (a: Pick<Listed, 'title'>, b: Pick<Listed, 'title'>): number =>
  a.title.localeCompare(b.title);
