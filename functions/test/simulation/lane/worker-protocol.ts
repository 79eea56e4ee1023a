import { z } from 'zod';

/** What a process of its own is told to do: a deposit of 1 for each id, all at once. */
export const WorkerOrder = z.object({
  projectId: z.string(),
  host: z.string(),
  bank: z.string(),
  account: z.string(),
  ids: z.array(z.string()),
  /** Commands that share a commit at most, so that a queue lasts. */
  maxCommands: z.int(),
});
export type WorkerOrder = z.infer<typeof WorkerOrder>;

/** What the caller of one id was told: the answer, or the reason it was refused for. */
export const WorkerAnswer = z.object({
  id: z.string(),
  told: z.union([z.string(), z.object({ outcome: z.object({ balance: z.int() }), replayed: z.boolean() })]),
});
export type WorkerAnswer = z.infer<typeof WorkerAnswer>;
