import { z } from 'zod';
import { Difference } from '../platform/difference.ts';
import { Id } from '../platform/ids.ts';

/** What is recounted, in this order: what statistics are told from comes before them. */
export const StageName = z.enum([
  'balances',
  'seats',
  'units',
  'quizzes',
  'hours',
  'lessons',
  'summaries',
  'totals',
]);
export type StageName = z.infer<typeof StageName>;

export const Mode = z.enum(['dryRun', 'apply']);
export type Mode = z.infer<typeof Mode>;

const Count = z.int().min(0);

/** Of a run, over all its stages. */
export const Tally = z.object({
  checked: Count,
  /** Documents that drifted, repaired or not. */
  drifted: Count,
  repaired: Count,
  /** Whose records contradict each other: a person has to look. */
  contradicting: Count,
  /** That changed all the while: the next run looks again. */
  unsettled: Count,
});
export type Tally = z.infer<typeof Tally>;

/** `reconciliations/{runId}`: how far a run has come, so that another process can go on. */
export const Run = z.object({
  runId: Id,
  mode: Mode,
  stages: z.array(StageName).min(1),
  /** Where it is; null once it is done. */
  stage: StageName.nullable(),
  /** The last document that was looked at in this stage. */
  after: z.string().nullable(),
  tally: Tally,
  startedAt: z.date(),
  savedAt: z.date(),
});
export type Run = z.infer<typeof Run>;

/** `reconciliations/{runId}_{n}`: what one document said and was set to; written once. */
export const Correction = z.object({
  runId: Id,
  stage: StageName,
  path: z.string(),
  differences: z.array(Difference),
  at: z.date(),
});
export type Correction = z.infer<typeof Correction>;

/** What is wrong with one document, and what became of it. */
export interface Drift {
  readonly stage: StageName;
  readonly path: string;
  readonly differences: readonly Difference[];
  /** Why it cannot be repaired: records that do not agree among themselves, or cannot be read. */
  readonly contradictions: readonly string[];
  readonly outcome: 'found' | 'repaired' | 'contradicting' | 'unsettled';
}
