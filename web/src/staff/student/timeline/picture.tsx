import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { type Lane, laneNames, type Mark, type Period } from './lanes.ts';
import { ticksOf } from './ticks.ts';

const LANE_HEIGHT = 46;
const AXIS_HEIGHT = 24;
const TICK_WIDTH = 110;
const LABEL_WIDTH = 70;
const BAR_HEIGHT = 14;
const DOT_RADIUS = 7;

interface Pointing {
  readonly shown: Mark | null;
  readonly onPoint: (mark: Mark) => void;
  readonly onOpen: (mark: Mark) => void;
  readonly nameOf: (mark: Mark) => string;
}

export function Picture(
  props: Pointing & { lanes: readonly Lane[]; period: Period; width: number; timeZone: string },
): ReactNode {
  const { lanes, period, width, timeZone, ...pointing } = props;
  const height = lanes.length * LANE_HEIGHT + AXIS_HEIGHT;
  const ticks = ticksOf({ period, atMost: Math.max(2, Math.floor(width / TICK_WIDTH)), timeZone });
  const scale = width / (period.toMs - period.fromMs);
  const picture = useRef<SVGSVGElement>(null);
  // One stop for Tab, the arrows walk inside: a history of a thousand marks would be a thousand stops.
  const marks = lanes.flatMap(lane => lane.marks);
  const stop = pointing.shown !== null && marks.includes(pointing.shown) ? pointing.shown : marks[0];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold a picture.
    <svg
      ref={picture}
      role="group"
      aria-label="Timeline. The list below says the same."
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      onKeyDown={event => walk({ event, picture: picture.current })}
    >
      {ticks.map(({ atMs, label }) => {
        const x = (atMs - period.fromMs) * scale;
        return (
          <g key={atMs}>
            <line className="tick" x1={x} x2={x} y1={0} y2={height - AXIS_HEIGHT} />
            {x + LABEL_WIDTH <= width && (
              <text className="tick-label" x={x + 3} y={height - 7}>
                {label}
              </text>
            )}
          </g>
        );
      })}
      {lanes.map((lane, row) => (
        <g key={lane.id} transform={`translate(0 ${row * LANE_HEIGHT})`}>
          <line className="lane" x1={0} x2={width} y1={LANE_HEIGHT} y2={LANE_HEIGHT} />
          <g>
            <text className="lane-label" x={2} y={13}>
              {laneNames[lane.id]}
            </text>
          </g>
          {lane.marks.map(mark => (
            <MarkShape
              key={`${mark.items[0].kind}/${mark.items[0].id}`}
              mark={mark}
              isStop={mark === stop}
              {...pointing}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

function MarkShape(props: Pointing & { mark: Mark; isStop: boolean }): ReactNode {
  const { mark, isStop, shown, onPoint, onOpen, nameOf } = props;
  const y = 30;
  const isBar = mark.width > 0 || mark.items[0].kind === 'session';
  const width = Math.max(5, mark.width);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot stand in a picture.
    <g
      role="button"
      tabIndex={isStop ? 0 : -1}
      aria-label={nameOf(mark)}
      className={`mark ${mark.tone}${shown === mark ? ' shown' : ''}`}
      onFocus={() => onPoint(mark)}
      onPointerEnter={() => onPoint(mark)}
      onClick={() => onOpen(mark)}
      onKeyDown={event => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onOpen(mark);
      }}
    >
      {isBar ? (
        <rect x={mark.x} y={y - BAR_HEIGHT / 2} width={width} height={BAR_HEIGHT} rx={3} />
      ) : (
        <circle cx={mark.x} cy={y} r={DOT_RADIUS} />
      )}
      {mark.items.length > 1 && (
        <text className="count" x={isBar ? mark.x + width / 2 : mark.x} y={y + 4} textAnchor="middle">
          {mark.items.length}
        </text>
      )}
    </g>
  );
}

/** Arrow keys from mark to mark, in the order of lanes and time; Home and End to the ends. */
function walk({ event, picture }: { event: KeyboardEvent; picture: SVGSVGElement | null }): void {
  if (picture === null) return;
  const marks = [...picture.querySelectorAll<SVGGElement>('[role="button"]')];
  const here = marks.findIndex(mark => mark.matches(':focus'));
  const next = marks.at(targetOf({ key: event.key, here, count: marks.length }));
  if (here < 0 || next === undefined || next === document.activeElement) return;
  event.preventDefault();
  next.focus();
}

function targetOf({ key, here, count }: { key: string; here: number; count: number }): number {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(count - 1, here + 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(0, here - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return here;
  }
}
