import { pathToFileURL } from 'node:url';
import { deployedFile } from './deployed.ts';

type ClockModule = { moveClock: (input: { byMs: number }) => void };

const isClockModule = (loaded: object): loaded is ClockModule =>
  'moveClock' in loaded && typeof loaded.moveClock === 'function';

function wantedMove(message: unknown): number | undefined {
  if (typeof message !== 'object' || message === null || !('moveClockByMs' in message)) return undefined;
  return typeof message.moveClockByMs === 'number' ? message.moveClockByMs : undefined;
}

/**
 * Lets whoever started this instance move its clock, by a message. There is no way to do so from outside, and the
 * functions themselves refuse it anywhere but in the emulators.
 */
export async function listenForClock({ functionsDir }: { functionsDir: string }): Promise<void> {
  const file = deployedFile({ functionsDir, name: 'platform/clock' });
  const loaded: object = await import(pathToFileURL(file).href);
  if (!isClockModule(loaded)) throw new Error(`${file} has no clock that can be moved.`);
  process.on('message', message => {
    const byMs = wantedMove(message);
    if (byMs === undefined) return;
    loaded.moveClock({ byMs });
    process.send?.({ clockMovedByMs: byMs });
  });
}
