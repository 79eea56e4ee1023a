import type { ReactNode } from 'react';
import type { Live } from '../../../../client/src/live.ts';
import { Refusal } from './notice.tsx';
import { StaleNotice } from './stale-notice.tsx';

/** What is read live in each of its states: loading, missing, failed, and there; so no page forgets one. */
export function LiveView<T>(props: {
  live: Live<T>;
  children: (data: T) => ReactNode;
  /** Where nothing is; what to do about it. */
  missing: ReactNode;
  lines?: number;
  audience?: 'student' | 'staff';
}): ReactNode {
  const { live, children, missing, lines = 3, audience = 'student' } = props;
  switch (live.status) {
    case 'loading':
      return <Skeleton lines={lines} />;
    case 'missing':
      return missing;
    case 'failed':
      return <Refusal error={live.error} audience={audience} onRetry={() => location.reload()} />;
    case 'ready':
      return (
        <>
          {live.isStale && <StaleNotice audience={audience} />}
          {children(live.data)}
        </>
      );
  }
}

export function Skeleton({ lines }: { lines: number }): ReactNode {
  return (
    <div className="stack tight" aria-busy="true">
      <span className="visually-hidden">Loading …</span>
      {Array.from({ length: lines }, (_, line) => `line-${line}`).map((name, line) => (
        <div key={name} className="skeleton" style={{ width: `${95 - ((line * 17) % 40)}%` }} />
      ))}
    </div>
  );
}
