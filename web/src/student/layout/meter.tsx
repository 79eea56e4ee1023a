import { type ReactNode, useId } from 'react';

/** How much of something is done: as a bar, and in words for whoever does not see it. */
export function Meter(props: { label: string; value: number; maximum: number; text: string }): ReactNode {
  const { label, value, maximum, text } = props;
  const id = useId();
  const share = maximum <= 0 ? 1 : Math.min(1, Math.max(0, value / maximum));
  return (
    <div className="stack tight">
      <div className="row spread">
        <span id={id}>{label}</span>
        <span className="number">{text}</span>
      </div>
      <div
        className="meter"
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        aria-valuetext={text}
      >
        <span style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
