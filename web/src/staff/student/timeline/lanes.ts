import type { TimelineItem } from '../../api.ts';
import type { Tone } from '../../words.ts';
import { toneOfItem } from './describe-item.ts';

export const laneIds = ['money', 'study', 'attempts', 'checks', 'staff', 'certificates'] as const;
export type LaneId = (typeof laneIds)[number];

export const laneNames: Readonly<Record<LaneId, string>> = {
  money: 'Money',
  study: 'Study',
  attempts: 'Attempts',
  checks: 'Identity checks',
  staff: 'Staff actions',
  certificates: 'Certificates',
};

/** A stretch of time in milliseconds since 1970, `to` not in it. */
export interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What is drawn: one item, or several that would lie on one another. */
export interface Mark {
  readonly items: readonly [TimelineItem, ...TimelineItem[]];
  readonly tone: Tone;
  /** From the left edge of the picture; `width` is 0 for what happens at an instant. */
  readonly x: number;
  readonly width: number;
}

export interface Lane {
  readonly id: LaneId;
  readonly marks: readonly Mark[];
}

export function laneOf(item: TimelineItem): LaneId {
  switch (item.kind) {
    case 'payment':
      return 'money';
    case 'session':
    case 'adjustment':
      return 'study';
    case 'attempt':
      return 'attempts';
    case 'challenge':
      return 'checks';
    case 'staffAction':
      return 'staff';
    case 'certificate':
      return 'certificates';
  }
}

/** When it was: an instant, or for sessions from start to end; one that is open lasts until now. */
export function extentOf({ item, nowMs }: { item: TimelineItem; nowMs: number }): Period {
  if (item.kind !== 'session') return { fromMs: Date.parse(item.at), toMs: Date.parse(item.at) };
  const fromMs = Date.parse(item.startedAt);
  return { fromMs, toMs: Math.max(fromMs, item.endedAt === null ? nowMs : Date.parse(item.endedAt)) };
}

/** Points nearer than this would cover one another. */
const CLUSTER_PIXELS = 14;

/**
 * Where each thing stands in the picture, lane by lane, the earliest first. What lies closer together than can be
 * told apart is one mark with all of it.
 */
export function layLanes(input: {
  readonly items: readonly TimelineItem[];
  readonly period: Period;
  readonly width: number;
  readonly nowMs: number;
}): readonly Lane[] {
  const { items, period, width, nowMs } = input;
  const scale = width / (period.toMs - period.fromMs);
  const marks = items
    .map(item => ({ item, extent: extentOf({ item, nowMs }) }))
    .filter(({ extent }) => extent.toMs >= period.fromMs && extent.fromMs < period.toMs)
    .sort((one, other) => one.extent.fromMs - other.extent.fromMs)
    .map(({ item, extent }) => {
      const start = Math.max(extent.fromMs, period.fromMs);
      const end = Math.min(extent.toMs, period.toMs);
      const x = (start - period.fromMs) * scale;
      return {
        lane: laneOf(item),
        mark: { items: [item], tone: toneOfItem(item), x, width: (end - start) * scale } as const,
      };
    });
  return laneIds.map(id => ({
    id,
    marks: marks
      .filter(({ lane }) => lane === id)
      .reduce<readonly Mark[]>((done, { mark }) => joined(done, mark), []),
  }));
}

function joined(done: readonly Mark[], mark: Mark): readonly Mark[] {
  const last = done.at(-1);
  if (
    last === undefined ||
    mark.x - last.x >= CLUSTER_PIXELS ||
    mark.x + mark.width - last.x >= 3 * CLUSTER_PIXELS
  )
    return [...done, mark];
  const end = Math.max(last.x + last.width, mark.x + mark.width);
  const together: Mark = {
    items: [...last.items, ...mark.items],
    tone: worse(last.tone, mark.tone),
    x: last.x,
    width: last.width === 0 && mark.width === 0 ? 0 : end - last.x,
  };
  return [...done.slice(0, -1), together];
}

const severity: Readonly<Record<Tone, number>> = { plain: 0, good: 1, warn: 2, bad: 3 };
/** Of several things the one to look at gives the colour. */
const worse = (one: Tone, other: Tone): Tone => (severity[other] > severity[one] ? other : one);
