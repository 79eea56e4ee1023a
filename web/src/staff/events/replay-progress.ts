/** How far a replay of several events is, and what became of each. */
export interface ReplayProgress {
  readonly total: number;
  readonly done: readonly Replayed[];
}

export interface Replayed {
  readonly eventId: string;
  /** The state the event is in now, or why it could not be replayed. */
  readonly state: string | null;
  readonly problem: string | null;
}

/** What came of it in a sentence. */
export function progressWords({ total, done }: ReplayProgress): string {
  const settled = done.filter(({ state }) => state === 'applied' || state === 'ignored').length;
  const left = done.length - settled;
  const said = `${done.length} of ${total} replayed, ${settled} settled`;
  return left === 0 ? `${said}.` : `${said}, ${left} still parked.`;
}

/**
 * One after the other: a burst of replays would stand in each other's way, and in that of the students.
 * @param isWanted asked before each, so that leaving the page stops it between two
 */
export async function replayEach(input: {
  readonly eventIds: readonly string[];
  readonly replay: (eventId: string) => Promise<{ state: string }>;
  readonly isWanted: () => boolean;
  readonly onProgress: (progress: ReplayProgress) => void;
}): Promise<void> {
  const { eventIds, replay, isWanted, onProgress } = input;
  const total = eventIds.length;
  let done: readonly Replayed[] = [];
  onProgress({ total, done });
  for (const eventId of eventIds) {
    if (!isWanted()) return;
    done = [...done, await outcomeOf({ eventId, replay })];
    onProgress({ total, done });
  }
}

/** One that fails stops none of the others. */
async function outcomeOf(input: {
  readonly eventId: string;
  readonly replay: (eventId: string) => Promise<{ state: string }>;
}): Promise<Replayed> {
  const { eventId, replay } = input;
  try {
    const { state } = await replay(eventId);
    return { eventId, state, problem: null };
  } catch (error) {
    return { eventId, state: null, problem: error instanceof Error ? error.message : String(error) };
  }
}
