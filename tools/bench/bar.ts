/** What a benchmark must reach. */
export type Bar = {
  /** `p95 of the lane, as a share of the increment batch's`. */
  what: string;
  must: { kind: 'atMost' | 'atLeast' | 'exactly'; value: number };
  measured: number;
  unit: '' | ' ms' | ' MiB';
};

export function isReached({ must, measured }: Bar): boolean {
  switch (must.kind) {
    case 'atMost':
      return measured <= must.value;
    case 'atLeast':
      return measured >= must.value;
    case 'exactly':
      return measured === must.value;
  }
}

const limits = { atMost: 'at most ', atLeast: 'at least ', exactly: '' } as const;

export function describeBar(bar: Bar): string {
  const { what, must, measured, unit } = bar;
  const limit = `${limits[must.kind]}${must.value}`;
  const verdict = isReached(bar) ? 'reached' : 'MISSED';
  return `${verdict}: ${what} must reach ${limit}${unit}, measured ${measured}${unit}`;
}

/** A count of something that must not happen at all. */
export const mustBeNone = ({ what, measured }: { what: string; measured: number }): Bar => ({
  what,
  must: { kind: 'exactly', value: 0 },
  measured,
  unit: '',
});
