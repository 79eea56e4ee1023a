import type { Timeline } from './marks.ts';

/** One series over time, as it is drawn: counts by the second, times and shares as they are. */
export type Strip = { name: string; values: readonly number[]; unit: string; peak: number; isBad: boolean };

/** More strips would be a wall; the table has all of them. */
const MAX_STRIPS = 9;
/** More kinds of answers than this, and their sum is drawn before them. */
const FEW = 3;

const isMeasure = (name: string): boolean => /(\bms\b|Ms$|%|share|MiB)/.test(name);
const isBad = (name: string): boolean => /error|fail|fault|lost|conflict|reject|timeout/i.test(name);
const isAnswer = (name: string): boolean => !isMeasure(name) && !isBad(name) && !/retr|refus/i.test(name);

/**
 * The strips of a timeline: all answers together, then what says how it went (failures, retries, latency), then the
 * kinds of answers, the most frequent first. What is left out for room is thus the rarest.
 */
export function stripsOf({ series, secondsPerBin }: Timeline): Strip[] {
  const given = Object.entries(series).filter(([, values]) => values.length > 0);
  const all = given.map(([name, values]) => stripOf({ name, values, secondsPerBin }));
  const answers = all.filter(({ name }) => isAnswer(name));
  if (answers.length <= FEW) return all.slice(0, MAX_STRIPS);
  const sums = sumsOf(given.filter(([name]) => isAnswer(name)).map(([, values]) => values));
  const together = stripOf({ name: 'all answers', values: sums, secondsPerBin });
  const others = all.filter(({ name }) => !isAnswer(name));
  const byPeak = answers.toSorted((a, b) => b.peak - a.peak);
  return [together, ...others, ...byPeak].slice(0, MAX_STRIPS);
}

function stripOf(input: { name: string; values: readonly number[]; secondsPerBin: number }): Strip {
  const { name, values, secondsPerBin } = input;
  const shown = isMeasure(name) ? values : values.map(value => value / secondsPerBin);
  const unit = isMeasure(name) ? '' : ' a second';
  return { name, values: shown, unit, peak: Math.max(...shown), isBad: isBad(name) };
}

function sumsOf(series: readonly (readonly number[])[]): number[] {
  const bins = Math.max(...series.map(({ length }) => length));
  return Array.from({ length: bins }, (_, bin) =>
    series.reduce((sum, values) => sum + (values[bin] ?? 0), 0),
  );
}

/** Bins narrower than the eye sees are drawn as their mean; what is said of the peak stays the single bin's. */
export function meansOf(values: readonly number[], perStep: number): number[] {
  return Array.from({ length: Math.ceil(values.length / perStep) }, (_, index) => {
    const some = values.slice(index * perStep, (index + 1) * perStep);
    return some.reduce((sum, value) => sum + value, 0) / some.length;
  });
}
