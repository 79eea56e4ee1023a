import { type ReactNode, useMemo } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { Refusal } from '../../shared/ui/notice.tsx';
import { useAction } from '../../shared/use-action.ts';
import type { TimelineItem } from '../api.ts';
import { Empty } from '../ui/empty.tsx';
import { HistoryList, rowIdOf } from './history-list.tsx';
import type { StudentTask } from './student-task.ts';
import { Timeline } from './timeline/timeline.tsx';
import type { ReadTimeline } from './timeline/use-timeline.ts';

/** What happened, as a picture and as a list. */
export function History(props: {
  read: ReadTimeline;
  timeZone: string;
  onEarlier: () => Promise<void>;
  onTask: (task: StudentTask) => void;
}): ReactNode {
  const { read, timeZone, onEarlier, onTask } = props;
  // An open session reaches up to the moment of reading; a picture that grew by itself would move under the hand.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the moment at which these were read.
  const nowMs = useMemo(() => Date.now(), [read.items]);
  const earlier = useAction(onEarlier);
  const show = (item: TimelineItem): void => {
    const row = document.getElementById(rowIdOf(item));
    row?.scrollIntoView({ block: 'center' });
    row?.focus();
  };
  if (read.items.length === 0)
    return <Empty>Nothing has happened yet. Payments, study, attempts and staff actions show here.</Empty>;
  return (
    <section className="card stack" aria-labelledby="history">
      <h2 id="history">What happened</h2>
      <Timeline items={read.items} timeZone={timeZone} nowMs={nowMs} onShow={show} />
      <HistoryList items={read.items} timeZone={timeZone} onTask={onTask} />
      {earlier.error !== null && <Refusal error={earlier.error} audience="staff" />}
      {read.hasEarlier && (
        <div className="row">
          <Button onPress={earlier.run} isBusy={earlier.isRunning}>
            Show what was before
          </Button>
        </div>
      )}
    </section>
  );
}
