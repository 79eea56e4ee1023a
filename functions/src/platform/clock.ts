/** Server time. The only place that asks the machine; everything below is told. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
