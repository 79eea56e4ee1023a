import type { ReactNode } from 'react';
import type { Tone } from '../words.ts';
import '../ui/shares.css';

export interface Share {
  readonly name: string;
  readonly count: number;
  readonly tone: Tone | 'accent';
}

/** What a whole consists of, as one bar and in words. */
export function Shares({ title, shares }: { title: string; shares: readonly Share[] }): ReactNode {
  const total = shares.reduce((sum, { count }) => sum + count, 0);
  return (
    <figure className="stack tight">
      <figcaption>
        {title} <span className="muted number">{total.toLocaleString()}</span>
      </figcaption>
      <div className="shares" aria-hidden="true">
        {total > 0 &&
          shares
            .filter(({ count }) => count > 0)
            .map(({ name, count, tone }) => (
              <span key={name} className={`share ${tone}`} style={{ flexGrow: count }} />
            ))}
      </div>
      <ul className="legend small">
        {shares.map(({ name, count, tone }) => (
          <li key={name}>
            <span className={`dot ${tone}`} aria-hidden="true" />
            {name} <span className="number">{count.toLocaleString()}</span>
            {total > 0 && <span className="muted"> {percent(count / total)}</span>}
          </li>
        ))}
      </ul>
    </figure>
  );
}

const percent = (share: number): string =>
  new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 }).format(
    share,
  );
