/** One share of a round: `count` calls, all started at the same moment. */
export type Work = {
  /** Makes the ids of this round unlike those of any other; the same run again is a replay. */
  run: string;
  courseId: string;
  /** Whose enrollment is paid; where students enroll, what their ids begin with. */
  userId: string;
  first: number;
  count: number;
  /** Held by each call, where driving units are held; one unless told. */
  units?: number;
  /**
   * So many calls under way at a time in each process, each timed from its own start; without it all start at one
   * moment, and are timed from then.
   */
  atOnce?: number;
};

/** One call: the milliseconds from the start of the round to its answer, and what it was told. */
export type Sample = { index: number; latencyMs: number } & (
  | { kind: 'answered'; answer: string }
  | { kind: 'error'; message: string }
);

export type RoundReport = {
  samples: Sample[];
  elapsedMs: number;
  /** The most memory this process ever held. */
  peakRssMiB: number;
  /** What it holds after the round; with its garbage collected where the process can do so (`exposeGc`). */
  rssMiB: number;
  heapMiB: number;
  /** What the lanes did in this round; empty for others. */
  laneCounts: Record<string, number>;
};

export type ToInstance = { kind: 'prepare'; work: Work } | { kind: 'go' };

export type FromInstance =
  | { kind: 'started' }
  | { kind: 'ready' }
  | { kind: 'done'; report: RoundReport }
  | { kind: 'failed'; message: string };

// Both ends are of one build and one machine, so a message's kind says all about it.
const hasKind = (message: unknown, kinds: readonly string[]): boolean =>
  typeof message === 'object' &&
  message !== null &&
  'kind' in message &&
  kinds.some(kind => kind === message.kind);

export const isToInstance = (message: unknown): message is ToInstance => hasKind(message, ['prepare', 'go']);

export const isFromInstance = (message: unknown): message is FromInstance =>
  hasKind(message, ['started', 'ready', 'done', 'failed']);

/** The work of each of `instances` processes: together all of it, none of it twice. */
export function shareWork({ work, instances }: { work: Work; instances: number }): Work[] {
  return Array.from({ length: instances }, (_, instance) => {
    const from = Math.floor((work.count * instance) / instances);
    const to = Math.floor((work.count * (instance + 1)) / instances);
    return { ...work, first: work.first + from, count: to - from };
  });
}
