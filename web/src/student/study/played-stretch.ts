/** Browsers report at least four times a second while a video plays; a longer step is a jump. */
const LONGEST_STEP_SECONDS = 2;

export interface PlayedStretch {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/** What was played since the last report; undefined at the beginning, and after a jump. */
export function nextStretch(input: {
  lastSeconds: number | null;
  currentSeconds: number;
  playbackRate: number;
}): PlayedStretch | undefined {
  const { lastSeconds, currentSeconds, playbackRate } = input;
  if (lastSeconds === null || currentSeconds <= lastSeconds) return undefined;
  if (currentSeconds - lastSeconds > LONGEST_STEP_SECONDS * Math.max(1, playbackRate)) return undefined;
  return { fromSeconds: lastSeconds, toSeconds: currentSeconds };
}
