import { type ReactNode, useMemo, useState } from 'react';
import type { TimelineItem } from '../../api.ts';
import { describeItem } from './describe-item.ts';
import { layLanes, type Mark, type Period } from './lanes.ts';
import { MarkDetails } from './mark-details.tsx';
import { isNearer, type PeriodChoice, periodAround, periodOf } from './period.ts';
import { PeriodTools } from './period-tools.tsx';
import { Picture } from './picture.tsx';
import { useWidth } from './use-width.ts';
import '../student.css';

/**
 * What happened, as a picture: a lane for each kind, time from left to right. The list below it says the same in
 * words.
 */
export function Timeline(props: {
  items: readonly TimelineItem[];
  timeZone: string;
  nowMs: number;
  onShow: (item: TimelineItem) => void;
}): ReactNode {
  const { items, timeZone, nowMs, onShow } = props;
  const [choice, setChoice] = useState<PeriodChoice | null>('all');
  const [own, setOwn] = useState<Period | null>(null);
  const [shown, setShown] = useState<Mark | null>(null);
  const { ref, width } = useWidth<HTMLDivElement>();
  const period = useMemo(
    () => own ?? periodOf({ choice: choice ?? 'all', items, nowMs }),
    [own, choice, items, nowMs],
  );
  const lanes = useMemo(
    () => layLanes({ items, period, width: Math.max(1, width), nowMs }),
    [items, period, width, nowMs],
  );
  const look = (next: Period): void => {
    setOwn(next);
    setChoice(null);
    setShown(null);
  };
  const choose = (next: PeriodChoice): void => {
    setOwn(null);
    setChoice(next);
    setShown(null);
  };
  const open = (mark: Mark): void => {
    const [item, ...more] = mark.items;
    const near = periodAround({ items: mark.items, nowMs });
    // Of what happened in the same second no picture is near enough: the list tells it apart.
    if (more.length === 0 || !isNearer({ near, period })) onShow(item);
    else look(near);
  };
  return (
    <div className="stack tight timeline">
      <PeriodTools period={period} choice={choice} onChoice={choose} onPeriod={look} />
      <div ref={ref}>
        {width > 0 && (
          <Picture
            lanes={lanes}
            period={period}
            width={width}
            timeZone={timeZone}
            shown={shown}
            onPoint={setShown}
            onOpen={open}
            nameOf={nameOfMark}
          />
        )}
      </div>
      <MarkDetails mark={shown} timeZone={timeZone} />
    </div>
  );
}

function nameOfMark({ items }: Mark): string {
  const [first, ...more] = items;
  const { title } = describeItem(first);
  return more.length === 0 ? title : `${items.length} things close together, the first: ${title}`;
}
