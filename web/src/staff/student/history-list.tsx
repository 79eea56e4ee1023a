import type { ReactNode } from 'react';
import { formatInstant } from '../../shared/format.ts';
import { Button } from '../../shared/ui/button.tsx';
import type { TimelineItem, TimelineItemOf } from '../api.ts';
import type { StudentTask } from './student-task.ts';
import { describeItem, toneOfItem } from './timeline/describe-item.ts';
import { laneNames, laneOf } from './timeline/lanes.ts';

export const rowIdOf = (item: TimelineItem): string => `row-${item.kind}-${item.id}`;

/** The same as the picture, in words, the newest first, each with what can be done about it. */
export function HistoryList(props: {
  items: readonly TimelineItem[];
  timeZone: string;
  onTask: (task: StudentTask) => void;
}): ReactNode {
  const { items, timeZone, onTask } = props;
  return (
    <ol className="history" aria-label="History, newest first">
      {items.map(item => {
        const { title, detail } = describeItem(item);
        return (
          <li key={rowIdOf(item)} id={rowIdOf(item)} tabIndex={-1} className={`tone-${toneOfItem(item)}`}>
            <time className="muted small number" dateTime={item.at}>
              {formatInstant({ at: new Date(item.at), timeZone })}
            </time>
            <span className="muted small">{laneNames[laneOf(item)]}</span>
            <span className="what">
              {title} <span className="muted small">{detail}</span>
            </span>
            <span className="row act">
              {tasksOf(item).map(({ label, task }) => (
                <Button key={label} look="quiet" onPress={() => onTask(task)}>
                  {label}
                  <span className="visually-hidden"> {title}</span>
                </Button>
              ))}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

interface Offer {
  readonly label: string;
  readonly task: StudentTask;
}

/** What can be done about one thing. */
function tasksOf(item: TimelineItem): readonly Offer[] {
  switch (item.kind) {
    case 'payment':
      return item.refundableAmount > 0
        ? [{ label: 'Return', task: { kind: 'refund', paymentIntentId: item.paymentIntentId } }]
        : [];
    case 'attempt':
      return item.state === 'VOIDED' || item.state === 'IN_PROGRESS'
        ? []
        : [{ label: 'Void', task: { kind: 'voidAttempt', attempt: item } }];
    case 'challenge':
      return item.state === 'ISSUED'
        ? []
        : [{ label: 'Correct', task: { kind: 'correctCheck', check: item } }];
    case 'certificate':
      return [
        { label: 'PDF', task: { kind: 'certificatePdf', certificate: item } },
        ...(item.state === 'ISSUED' ? changesOf(item) : []),
      ];
    case 'session':
    case 'adjustment':
    case 'staffAction':
      return [];
  }
}

const changesOf = (certificate: TimelineItemOf<'certificate'>): readonly Offer[] => [
  { label: 'Replace', task: { kind: 'supersede', certificate } },
  { label: 'Revoke', task: { kind: 'revoke', certificate } },
];
