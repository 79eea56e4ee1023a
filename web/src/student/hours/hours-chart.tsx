import type { ReactNode } from 'react';
import { formatDuration } from '../../shared/format.ts';
import { type ChartDay, type Scale, scaleFor } from './chart-scale.ts';
import { dayText } from './day-text.ts';

const WIDTH = 640;
const HEIGHT = 240;
const LEFT = 64;
const BOTTOM = 28;
const TOP = 18;
const PLOT_WIDTH = WIDTH - LEFT;
const PLOT_HEIGHT = HEIGHT - BOTTOM - TOP;
const MOST_LABELS = 7;

/** Credited time by day, as bars; with the day's limit where it is near. */
export function HoursChart({
  days,
  limitSeconds,
}: {
  days: readonly ChartDay[];
  limitSeconds: number | null;
}): ReactNode {
  const scale = scaleFor({ days, limitSeconds });
  const total = days.reduce((sum, { seconds }) => sum + seconds, 0);
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`Bars of the credited time of the last ${days.length} days, ${formatDuration(total)} together. The table below has every day.`}
    >
      <Grid scale={scale} />
      <Bars days={days} scale={scale} />
      {limitSeconds !== null && limitSeconds <= scale.maximumSeconds && (
        <Limit seconds={limitSeconds} scale={scale} />
      )}
    </svg>
  );
}

const yOf = (seconds: number, { maximumSeconds }: Scale): number =>
  TOP + PLOT_HEIGHT * (1 - Math.min(seconds, maximumSeconds) / maximumSeconds);

function Grid({ scale }: { scale: Scale }): ReactNode {
  return scale.ticks.map(tick => (
    <g key={tick}>
      <line className="grid-line" x1={LEFT} x2={WIDTH} y1={yOf(tick, scale)} y2={yOf(tick, scale)} />
      <text x={LEFT - 8} y={yOf(tick, scale) + 4} textAnchor="end">
        {formatDuration(tick)}
      </text>
    </g>
  ));
}

function Bars({ days, scale }: { days: readonly ChartDay[]; scale: Scale }): ReactNode {
  const slot = PLOT_WIDTH / days.length;
  const width = Math.min(48, slot * 0.7);
  const every = Math.ceil(days.length / MOST_LABELS);
  return days.map(({ dayKey, seconds }, index) => {
    const middle = LEFT + slot * (index + 0.5);
    const y = yOf(seconds, scale);
    const isLabelled = (days.length - 1 - index) % every === 0;
    return (
      <g key={dayKey}>
        <title>{`${dayText({ dayKey, style: 'short' })}: ${formatDuration(seconds)}`}</title>
        <rect
          className="bar-day"
          x={middle - width / 2}
          y={y}
          width={width}
          height={TOP + PLOT_HEIGHT - y}
          rx={3}
        />
        {isLabelled && (
          <text x={middle} y={HEIGHT - 8} textAnchor="middle">
            {dayText({ dayKey, style: 'short' })}
          </text>
        )}
      </g>
    );
  });
}

function Limit({ seconds, scale }: { seconds: number; scale: Scale }): ReactNode {
  const y = yOf(seconds, scale);
  return (
    <g>
      <line className="limit" x1={LEFT} x2={WIDTH} y1={y} y2={y} />
      <text x={WIDTH - 4} y={y - 5} textAnchor="end">
        limit of a day
      </text>
    </g>
  );
}
