import Table from 'cli-table3';
import { isReached, type PageBar } from './audit/bars.ts';

const limits = { atMost: 'at most', atLeast: 'at least' } as const;

/** The bars for people, each with its verdict. */
export function barTable(bars: readonly PageBar[]): string {
  const table = new Table({
    head: ['what', 'measured', 'must be', ''],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'left'],
  });
  for (const bar of bars) {
    const { what, must, measured, unit } = bar;
    const limit = `${limits[must.kind]} ${must.value}${unit}`;
    table.push([what, `${measured}${unit}`, limit, isReached(bar) ? 'reached' : 'MISSED']);
  }
  return table.toString();
}
