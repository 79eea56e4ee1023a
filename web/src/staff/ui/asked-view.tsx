import type { ReactNode } from 'react';
import { Skeleton } from '../../shared/ui/live-view.tsx';
import { Refusal } from '../../shared/ui/notice.tsx';
import type { Asked } from '../use-answer.ts';

/** What was asked in each of its states, so no page forgets one. */
export function AskedView<T>(props: {
  asked: Asked<T>;
  again: () => void;
  children: (data: T) => ReactNode;
  lines?: number;
}): ReactNode {
  const { asked, again, children, lines = 4 } = props;
  switch (asked.status) {
    case 'loading':
      return <Skeleton lines={lines} />;
    case 'failed':
      return <Refusal error={asked.error} audience="staff" onRetry={again} />;
    case 'ready':
      return (
        <>
          {asked.error !== null && <Refusal error={asked.error} audience="staff" onRetry={again} />}
          {children(asked.data)}
        </>
      );
  }
}
