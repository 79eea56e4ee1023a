import { type Html, html } from '../platform/html.ts';
import type { RecordSource } from './schema.ts';

const size = { width: 900, height: 190, left: 38, right: 8, top: 14, bottom: 34 } as const;
/** Wider bars look like a wall where a student came twice. */
const MAX_BAR = 46;

/** Hours of each day as bars, with the policy's limit of a calendar day as a line. Figures are in the table beside it. */
export function hoursChart({ days, policy }: RecordSource): Html {
  const studied = days.filter(({ creditedSeconds }) => creditedSeconds > 0);
  if (studied.length === 0) return html``;
  const { dailyLimit } = policy.rules;
  const limit = dailyLimit.mode === 'calendarDay' ? dailyLimit.seconds / 3_600 : undefined;
  const longest = Math.max(...studied.map(({ creditedSeconds }) => creditedSeconds / 3_600), limit ?? 0);
  const top = Math.max(1, Math.ceil(longest));
  const plot = { width: size.width - size.left - size.right, height: size.height - size.top - size.bottom };
  const base = size.top + plot.height;
  const y = (hours: number): number => round(base - (hours / top) * plot.height);
  const step = plot.width / studied.length;
  const bar = Math.min(MAX_BAR, step * 0.72);
  const labelEvery = Math.ceil(studied.length / 12);
  const grid = gridLines(top).map(
    hours =>
      html`<line x1="${size.left}" x2="${size.width - size.right}" y1="${y(hours)}" y2="${y(hours)}" stroke="#e4e9ee"/><text x="${size.left - 6}" y="${y(hours) + 4}" text-anchor="end">${hours} h</text>`,
  );
  const bars = studied.map(({ dayKey, creditedSeconds }, index) => {
    const hours = creditedSeconds / 3_600;
    const middle = round(size.left + step * (index + 0.5));
    const label =
      index % labelEvery === 0
        ? html`<text x="${middle}" y="${base + 16}" text-anchor="middle">${dayKey.slice(5)}</text>`
        : '';
    return html`<rect x="${round(middle - bar / 2)}" y="${y(hours)}" width="${round(bar)}" height="${round(base - y(hours))}" rx="2" fill="#3b7ea8"><title>${dayKey}: ${hours.toFixed(2)} h</title></rect>${label}`;
  });
  const limitLine =
    limit === undefined
      ? ''
      : html`<line x1="${size.left}" x2="${size.width - size.right}" y1="${y(limit)}" y2="${y(limit)}" stroke="#a3352b" stroke-dasharray="5 4"/><text x="${size.width - size.right}" y="${y(limit) - 4}" text-anchor="end" fill="#a3352b">limit of a day</text>`;
  return html`<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="Hours credited on each day" font-size="11" font-family="system-ui, sans-serif" fill="#5c6875">
${grid}${bars}${limitLine}
<line x1="${size.left}" x2="${size.width - size.right}" y1="${base}" y2="${base}" stroke="#9aa6b2"/>
</svg>`;
}

/** Whole hours, at most five of them. */
function gridLines(top: number): readonly number[] {
  const every = Math.ceil(top / 5);
  return Array.from({ length: Math.floor(top / every) }, (_, index) => (index + 1) * every);
}

const round = (value: number): number => Math.round(value * 100) / 100;
