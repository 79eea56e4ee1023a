/** Server time. The only place that asks the machine; everything below is told. */
export interface Clock {
  now(): Date;
}

let movedByMs = 0;

export const systemClock: Clock = { now: () => new Date(Date.now() + movedByMs) };

/**
 * Moves this process's clock by so much from the real time: for the local stack, where nobody waits a week.
 * @throws Error outside the emulators: in production time is what it is
 */
export function moveClock({ byMs }: { byMs: number }): void {
  if (process.env.FUNCTIONS_EMULATOR !== 'true')
    throw new Error('The clock can be moved in the emulators only.');
  if (!Number.isSafeInteger(byMs)) throw new TypeError('The clock moves by whole milliseconds.');
  movedByMs = byMs;
}
