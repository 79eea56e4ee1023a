import type { ReactNode } from 'react';
import type { StudyDay } from '../../../../client/src/index.ts';
import { formatDuration } from '../../shared/format.ts';
import { dayText } from './day-text.ts';

/** The same as the picture, for whoever reads rather than looks. */
export function DaysTable({ days }: { days: readonly StudyDay[] }): ReactNode {
  return (
    <details>
      <summary>Show as a table</summary>
      <div className="scroll">
        <table>
          <caption className="visually-hidden">Credited time by day, the newest first</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col" className="amount">
                Credited
              </th>
            </tr>
          </thead>
          <tbody>
            {[...days].reverse().map(({ dayKey, creditedSeconds }) => (
              <tr key={dayKey}>
                <td>{dayText({ dayKey, style: 'long' })}</td>
                <td className="amount">{formatDuration(creditedSeconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
