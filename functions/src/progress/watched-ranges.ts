/** A stretch of a video in whole seconds: `from` is in it, `to` is not. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** As many as `LessonProgress.watched` may hold. */
export const MAX_RANGES = 500;

/** Seconds in disjoint ranges, of those before `end`. */
export function secondsIn(ranges: readonly Range[], end = Number.POSITIVE_INFINITY): number {
  return ranges.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, end) - from), 0);
}

/** The parts of `claim` that no range covers, in order. @param ranges disjoint and in order */
export function partsNotIn(ranges: readonly Range[], claim: Range): readonly Range[] {
  const parts: Range[] = [];
  let { from } = claim;
  for (const range of ranges) {
    if (range.to <= from) continue;
    if (range.from >= claim.to) break;
    if (range.from > from) parts.push({ from, to: range.from });
    from = range.to;
  }
  if (from < claim.to) parts.push({ from, to: claim.to });
  return parts;
}

/** The first `seconds` seconds of these parts. */
export function firstSeconds(parts: readonly Range[], seconds: number): readonly Range[] {
  const kept: Range[] = [];
  let left = seconds;
  for (const { from, to } of parts) {
    if (left <= 0) break;
    const end = Math.min(to, from + left);
    kept.push({ from, to: end });
    left -= end - from;
  }
  return kept;
}

/** All of both, disjoint, in order, joined where they touch. */
export function union(ranges: readonly Range[], more: readonly Range[]): readonly Range[] {
  const joined: Range[] = [];
  for (const range of [...ranges, ...more].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last === undefined || range.from > last.to) joined.push(range);
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
  }
  return joined;
}
