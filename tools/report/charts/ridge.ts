import { histogramEdgesMs } from '../../results/histogram.ts';
import type { Markup } from '../html/markup.ts';
import type { Scale } from './scale.ts';
import { stepArea } from './svg.ts';

export type Bucket = { fromMs: number; toMs: number; count: number };

const STEP = (histogramEdgesMs[1] ?? 0) / (histogramEdgesMs[0] ?? 1);

/** The buckets of a histogram from the first that holds something to the last, empty ones between them included. */
export function bucketsOf(histogram: readonly number[]): Bucket[] {
  const first = histogram.findIndex(count => count > 0);
  if (first === -1) return [];
  const last = histogram.findLastIndex(count => count > 0);
  return histogram.slice(first, last + 1).map((count, index) => {
    const toMs = histogramEdgesMs[first + index] ?? Number.NaN;
    const fromMs = histogramEdgesMs[first + index - 1] ?? toMs / STEP;
    return { fromMs, toMs, count };
  });
}

/** The histogram as an area. Buckets are equally wide on the logarithmic axis, so heights compare. */
export function ridge(input: {
  buckets: readonly Bucket[];
  scale: Scale;
  base: number;
  height: number;
}): Markup {
  const { buckets, scale, base, height } = input;
  const peak = Math.max(...buckets.map(({ count }) => count));
  const steps = buckets.map(({ fromMs, toMs, count }) => ({
    from: scale.at(fromMs),
    to: scale.at(toMs),
    y: base - (count / peak) * height,
  }));
  return stepArea({ steps, base });
}
