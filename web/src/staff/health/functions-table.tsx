import type { ReactNode } from 'react';
import { formatInstant } from '../../shared/format.ts';
import type { Health } from '../api.ts';
import { Empty } from '../ui/empty.tsx';

/** How much each function does, the busiest first. */
export function FunctionsTable({ functions }: { functions: Health['byFunction'] }): ReactNode {
  if (functions.length === 0)
    return (
      <Empty>
        No function has reported within the last hour. Each that runs commands reports once a minute.
      </Empty>
    );
  const busiestFirst = [...functions].sort((one, other) => other.commands - one.commands);
  const most = Math.max(1, ...functions.map(({ commands }) => commands));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
    <section className="scroll" tabIndex={0} aria-label="By function">
      <table>
        <thead>
          <tr>
            <th scope="col">Function</th>
            <th scope="col">Commands</th>
            <th scope="col" className="amount">
              Conflicts
            </th>
            <th scope="col" className="amount">
              Given up
            </th>
            <th scope="col" className="amount">
              Instances
            </th>
            <th scope="col">Reported</th>
          </tr>
        </thead>
        <tbody>
          {busiestFirst.map(({ name, commands, conflicts, giveUps, instances, reportedAt }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <span className="bar-cell">
                  <span
                    className="bar-of"
                    style={{ width: `${(100 * commands) / most}%` }}
                    aria-hidden="true"
                  />
                  <span className="number">{commands.toLocaleString()}</span>
                </span>
              </td>
              <td className="amount">{conflicts.toLocaleString()}</td>
              <td className="amount">{giveUps.toLocaleString()}</td>
              <td className="amount">{instances}</td>
              <td className="number">{formatInstant({ at: new Date(reportedAt) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
