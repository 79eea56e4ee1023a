import type { Seats } from './schema.ts';

export const hasFreeSeat = ({ taken, capacity }: Seats): boolean => taken < capacity;

/** What a student is shown. Never negative, even after the school lowered the capacity under those who came. */
export const seatsLeftOf = ({ taken, capacity }: Seats): number => Math.max(0, capacity - taken);

/** Somebody waits for a seat that is there. */
export const isPromotionDue = (seats: Seats): boolean => seats.waitlisted > 0 && hasFreeSeat(seats);
