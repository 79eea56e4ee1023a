/**
 * The value that `share` of the samples do not exceed (nearest rank: always one that was measured).
 * @param share above 0, at most 1: 0.95 is the 95th percentile
 * @throws RangeError for no samples, or a share outside its range
 */
export function percentile({ samples, share }: { samples: readonly number[]; share: number }): number {
  if (!(share > 0 && share <= 1)) throw new RangeError(`not a share of the samples: ${share}`);
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.ceil(share * sorted.length) - 1];
  if (value === undefined) throw new RangeError('there are no samples');
  return value;
}

/** The middle one, or the mean of the two in the middle: one odd round of three does not decide. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('there are no samples');
  return (lower + upper) / 2;
}
