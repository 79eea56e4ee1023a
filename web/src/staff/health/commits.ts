import type { Health } from '../api.ts';

/** Commits that were tried, less those that failed: the lanes count each when it begins. */
export const wentThrough = ({ commits, conflicts, unknownOutcomes }: Health['lanes']): number =>
  Math.max(0, commits - conflicts - unknownOutcomes);
