import { constants } from 'node:os';
import { onSignal } from '../stack/on-signal.ts';

/**
 * Runs a load that Ctrl-C ends early: it lets go, and what was measured is shown before the command ends.
 * @returns the exit code: 0, 1 for what is missed, 128 and the signal's number for a load that was ended early
 */
export async function exitCodeOf(input: {
  readonly load: (signal: AbortSignal) => Promise<boolean>;
  /** Said when the signal comes. */
  readonly farewell: string;
  readonly say: (line: string) => void;
}): Promise<number> {
  const { load, farewell, say } = input;
  const ending = new AbortController();
  let endedBy: NodeJS.Signals | undefined;
  const running = load(ending.signal);
  onSignal(async signal => {
    say(`\n${farewell}`);
    endedBy = signal;
    ending.abort();
    await running;
  });
  const isReached = await running;
  // Whether bars are reached says nothing of half a load, and `npm run … && …` must not go on.
  if (endedBy !== undefined) return 128 + constants.signals[endedBy];
  return isReached ? 0 : 1;
}
