/** Timers and the network are not exact: heartbeats that leave at the pace arrive by so much sooner or later. */
const toleranceShare = 0.1;

/**
 * The largest number of heartbeats in any stretch of one interval, from whatever tabs. Those that are a whole interval
 * apart, within a tenth, are in different ones.
 */
export function mostInOneInterval(input: { atMs: readonly number[]; intervalMs: number }): number {
  const sorted = [...input.atMs].sort((a, b) => a - b);
  const lengthMs = input.intervalMs * (1 - toleranceShare);
  const counts = sorted.map(startMs => sorted.filter(at => at >= startMs && at < startMs + lengthMs).length);
  return Math.max(0, ...counts);
}
