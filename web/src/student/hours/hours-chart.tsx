import { type ReactNode, useEffect, useRef, useState } from 'react';
import { formatDuration } from '../../shared/format.ts';
import { type ChartDay, type Scale, scaleFor } from './chart-scale.ts';
import { dayText } from './day-text.ts';

/** Until the page says how wide it is. */
const USUAL_WIDTH = 640;
const HEIGHT = 240;
const LEFT = 64;
/** Half of the last day's label reaches over its bar. */
const RIGHT = 14;
const BOTTOM = 28;
const TOP = 18;
const PLOT_HEIGHT = HEIGHT - BOTTOM - TOP;
/** Of a label under the bars, with its distance to the next. */
const LABEL_WIDTH = 56;

/** Credited time by day, as bars; with the day's limit where it is near. */
export function HoursChart({
  days,
  limitSeconds,
}: {
  days: readonly ChartDay[];
  limitSeconds: number | null;
}): ReactNode {
  const { place, width } = useWidth();
  const scale = scaleFor({ days, limitSeconds });
  const total = days.reduce((sum, { seconds }) => sum + seconds, 0);
  return (
    <svg
      ref={place}
      className="chart"
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={`Bars of the credited time of the last ${days.length} days, ${formatDuration(total)} together. The table below has every day.`}
    >
      <Grid scale={scale} width={width} />
      <Bars days={days} scale={scale} width={width} />
      {limitSeconds !== null && limitSeconds <= scale.maximumSeconds && (
        <Limit seconds={limitSeconds} scale={scale} width={width} />
      )}
    </svg>
  );
}

const yOf = (seconds: number, { maximumSeconds }: Scale): number =>
  TOP + PLOT_HEIGHT * (1 - Math.min(seconds, maximumSeconds) / maximumSeconds);

function Grid({ scale, width }: { scale: Scale; width: number }): ReactNode {
  return scale.ticks.map(tick => (
    <g key={tick}>
      <line className="grid-line" x1={LEFT} x2={width} y1={yOf(tick, scale)} y2={yOf(tick, scale)} />
      <text x={LEFT - 8} y={yOf(tick, scale) + 4} textAnchor="end">
        {formatDuration(tick)}
      </text>
    </g>
  ));
}

function Bars(props: { days: readonly ChartDay[]; scale: Scale; width: number }): ReactNode {
  const { days, scale, width } = props;
  const slot = (width - LEFT - RIGHT) / days.length;
  const barWidth = Math.min(48, slot * 0.7);
  const every = Math.ceil(LABEL_WIDTH / slot);
  return days.map(({ dayKey, seconds }, index) => {
    const middle = LEFT + slot * (index + 0.5);
    const y = yOf(seconds, scale);
    const isLabelled = (days.length - 1 - index) % every === 0;
    return (
      <g key={dayKey}>
        <title>{`${dayText({ dayKey, style: 'short' })}: ${formatDuration(seconds)}`}</title>
        <rect
          className="bar-day"
          x={middle - barWidth / 2}
          y={y}
          width={barWidth}
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

function Limit({ seconds, scale, width }: { seconds: number; scale: Scale; width: number }): ReactNode {
  const y = yOf(seconds, scale);
  return (
    <g>
      <line className="limit" x1={LEFT} x2={width} y1={y} y2={y} />
      <text x={width - 4} y={y - 5} textAnchor="end">
        limit of a day
      </text>
    </g>
  );
}

/** As wide as the page leaves it, so that its letters are as large on a phone as on a desk. */
function useWidth() {
  const place = useRef<SVGSVGElement>(null);
  const [width, setWidth] = useState(USUAL_WIDTH);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(240, element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { place, width };
}
