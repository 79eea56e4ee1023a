export type ClientsOptions = {
  readonly clients: number;
  readonly durationMs: number;
  /** Ends the load early: what is under way is still waited for. */
  readonly signal: AbortSignal;
  /** One turn of one client, numbered from 0; the client's next turn begins when it is over. */
  readonly turn: (client: number) => Promise<void>;
};

/** A client whose turns end at once would otherwise never let anybody else get a word in. */
const MAXIMUM_TURNS = 1_000_000;

/**
 * Lets so many clients go on by themselves, each turn after turn, until time is over or the signal comes; resolves when
 * the last turn is over. A turn that rejects is a mistake of the load itself and ends all of it.
 */
export async function runClients({ clients, durationMs, signal, turn }: ClientsOptions): Promise<void> {
  const endAtMs = performance.now() + durationMs;
  let failed = false;
  const isOver = () => failed || signal.aborted || performance.now() >= endAtMs;
  const live = async (client: number): Promise<void> => {
    for (let turns = 0; turns < MAXIMUM_TURNS && !isOver(); turns += 1) await turn(client);
  };
  const all = Array.from({ length: clients }, (_, client) =>
    live(client).catch((error: unknown) => {
      failed = true;
      throw error;
    }),
  );
  const ended = await Promise.allSettled(all);
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}

/** Waits, but no longer than the load lasts. */
export function pause({ ms, signal }: { ms: number; signal: AbortSignal }): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise(resolve => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
