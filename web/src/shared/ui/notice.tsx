import type { ReactNode } from 'react';
import { explain } from '../refusals.ts';
import { Button } from './button.tsx';

export function Notice(props: { kind?: 'info' | 'good' | 'warn' | 'bad'; children: ReactNode }): ReactNode {
  const { kind = 'info', children } = props;
  return (
    <div className={`notice ${kind} stack tight`} role={kind === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

/** What went wrong in a sentence, what to do next, and for staff why, in the system's own words. */
export function Refusal(props: {
  error: Error;
  audience?: 'student' | 'staff';
  onRetry?: () => void;
}): ReactNode {
  const { error, audience = 'student', onRetry } = props;
  const { title, whatNext, technical } = explain(error);
  return (
    <Notice kind="bad">
      <strong>{title}</strong>
      {whatNext !== '' && <span>{whatNext}</span>}
      {audience === 'staff' && <code className="small">{technical}</code>}
      {onRetry !== undefined && (
        <span>
          <Button onPress={onRetry}>Try again</Button>
        </span>
      )}
    </Notice>
  );
}
