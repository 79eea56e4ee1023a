/** Where a value stands on an axis, and which values the axis names. */
export type Scale = {
  kind: 'linear' | 'log';
  at: (value: number) => number;
  ticks: readonly number[];
};

export type Span = { from: number; to: number };

/** From this factor on, a linear axis would press all small values into one line. */
const LOG_FROM_FACTOR = 40;

const exact = (value: number): number => Number(value.toPrecision(12));

/** A step of 1, 2 or 5 times a power of ten, of which about so many cover the span. */
function stepOf({ from, to }: Span, about: number): number {
  const rough = (to - from) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const wished = rough / power;
  const factor = [1, 2, 5].find(each => wished < each * Math.SQRT2) ?? 10;
  return factor * power;
}

/** A span of no length gets some: one value alone must have a place, too. */
function widened({ from, to }: Span, kind: Scale['kind']): Span {
  if (from < to) return { from, to };
  if (kind === 'log') return { from: from / 2, to: from * 2 };
  return from === 0 ? { from: 0, to: 1 } : { from: Math.min(0, from), to: Math.max(0, from) };
}

export function linearScale(input: { values: Span; pixels: Span; about?: number }): Scale {
  const values = widened(input.values, 'linear');
  const { pixels, about = 4 } = input;
  const step = stepOf(values, about);
  const first = Math.ceil(exact(values.from / step));
  const last = Math.floor(exact(values.to / step));
  const perUnit = (pixels.to - pixels.from) / (values.to - values.from);
  return {
    kind: 'linear',
    at: value => pixels.from + (value - values.from) * perUnit,
    ticks: Array.from({ length: last - first + 1 }, (_, index) => exact((first + index) * step)),
  };
}

/** @throws RangeError for a span that reaches zero: it has no logarithm, and hiding it would lie. */
export function logScale(input: { values: Span; pixels: Span }): Scale {
  if (!(input.values.from > 0)) throw new RangeError('a logarithmic axis begins above zero');
  const { from, to } = widened(input.values, 'log');
  const { pixels } = input;
  const decades = Math.log10(to / from);
  const perDecade = (pixels.to - pixels.from) / decades;
  return {
    kind: 'log',
    at: value => pixels.from + Math.log10(Math.max(value, from) / from) * perDecade,
    ticks: logTicks({ from, to, factors: decades > 2 ? [1] : [1, 2, 5] }),
  };
}

function logTicks({ from, to, factors }: Span & { factors: readonly number[] }): number[] {
  const first = Math.floor(Math.log10(from));
  const powers = Array.from({ length: Math.ceil(Math.log10(to)) - first + 1 }, (_, index) => first + index);
  return powers
    .flatMap(power => factors.map(factor => exact(factor * 10 ** power)))
    .filter(tick => tick >= from && tick <= to);
}

/** Logarithmic where the values lie far apart and all above zero, else linear from zero. */
export function scaleFor({ values, pixels }: { values: readonly number[]; pixels: Span }): Scale {
  const from = Math.min(...values);
  const to = Math.max(...values);
  if (values.length > 0 && from > 0 && to / from >= LOG_FROM_FACTOR) {
    return logScale({ values: { from, to }, pixels });
  }
  if (values.length === 0) return linearScale({ values: { from: 0, to: 1 }, pixels });
  return linearScale({ values: { from: Math.min(0, from), to: Math.max(0, to) }, pixels });
}
