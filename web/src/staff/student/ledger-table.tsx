import type { ReactNode } from 'react';
import type { LedgerEntry } from '../../../../client/src/index.ts';
import { formatInstant, formatMoney } from '../../shared/format.ts';
import { ledgerWords } from '../words.ts';

/** All money of an enrollment, as the ledger has it. */
export function LedgerTable(props: { entries: readonly LedgerEntry[]; timeZone: string }): ReactNode {
  const { entries, timeZone } = props;
  return (
    <section className="card stack" aria-labelledby="ledger">
      <h2 id="ledger">Ledger</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
      <section className="scroll" tabIndex={0} aria-label="Ledger table">
        <table>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Entry</th>
              <th scope="col" className="amount">
                Amount
              </th>
              <th scope="col">Payment</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(entry => (
              <tr key={entry.entryId}>
                <td className="number">{formatInstant({ at: entry.recordedAt, timeZone })}</td>
                <td>{ledgerWords(entry.kind)}</td>
                <td className="amount">{formatMoney(entry)}</td>
                <td>
                  <code className="small">{entry.paymentIntentId ?? '–'}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
