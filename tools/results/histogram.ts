/** Upper edges in milliseconds: a fifth more from one to the next, from a tenth of a millisecond to two minutes. */
export const histogramEdgesMs: readonly number[] = Array.from({ length: 78 }, (_, index) =>
  Number((0.1 * 1.2 ** index).toPrecision(3)),
);

/** How many latencies fall under each edge and not under the one before; the last bucket also takes all above. */
export function latencyHistogram(latenciesMs: readonly number[]): number[] {
  const counts = histogramEdgesMs.map(() => 0);
  for (const latencyMs of latenciesMs) {
    const found = histogramEdgesMs.findIndex(edge => latencyMs <= edge);
    const bucket = found === -1 ? counts.length - 1 : found;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}
