import type { ReactNode } from 'react';
import { formatInstant } from '../../../shared/format.ts';
import { describeItem } from './describe-item.ts';
import type { Mark } from './lanes.ts';

const AT_MOST = 2;

/** What is pointed at, in words. Always as high, so that nothing below it jumps. */
export function MarkDetails({ mark, timeZone }: { mark: Mark | null; timeZone: string }): ReactNode {
  return (
    <div className="details small">
      {mark === null ? (
        <span className="muted">
          Point at a mark, or go there with Tab and the arrow keys. Enter leads to it.
        </span>
      ) : (
        <ul className="plain">
          {mark.items.slice(0, AT_MOST).map(item => {
            const { title, detail } = describeItem(item);
            return (
              <li key={`${item.kind}/${item.id}`}>
                <span className="muted number">{formatInstant({ at: new Date(item.at), timeZone })}</span>{' '}
                {title} <span className="muted">{detail}</span>
              </li>
            );
          })}
          {mark.items.length > AT_MOST && <li className="muted">and {mark.items.length - AT_MOST} more</li>}
        </ul>
      )}
    </div>
  );
}
