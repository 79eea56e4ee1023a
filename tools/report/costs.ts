/** Documents an operation reads and writes in the usual case, and what the contract says of the others. */
export type Cost = { operation: string; reads: number; writes: number; note: string };

const pair = /^(\d+)([^/]*?)\s*\/\s*(\d+)(.*)$/s;

/**
 * The table of the contract's section «Cost»: it is the one place where costs stand, and tests hold it against the
 * emulator.
 *
 * @throws Error if there is no such table: a report without it would look as if nothing cost anything
 */
export function costsOf(contract: string): Cost[] {
  const section = contract.split(/^## /m).find(part => part.startsWith('Cost\n')) ?? '';
  const rows = section.split('\n').filter(line => line.startsWith('| ') && line.endsWith(' |'));
  const costs = rows.slice(1).flatMap(costsOfRow);
  if (costs.length === 0) throw new Error('docs/contract.md has no table of costs in its section «Cost»');
  return costs;
}

function costsOfRow(row: string): Cost[] {
  const [operations = '', told = ''] = row.slice(2, -2).split(' | ');
  const names = operations.split(', ');
  const amounts = told.split(', ');
  // `breakGlass`, a read under it, `endBreakGlass` | 3 / 3, 3 / 3, 3 / 4
  const isList =
    names.length > 1 && names.length === amounts.length && amounts.every(each => pair.test(each));
  if (isList) return names.flatMap((name, index) => costOf({ operation: name, told: amounts[index] ?? '' }));
  return costOf({ operation: operations, told });
}

function costOf({ operation, told }: { operation: string; told: string }): Cost[] {
  const parts = told.match(pair);
  if (parts === null) return [];
  const [, reads, more = '', writes, rest = ''] = parts;
  const note = [more && `${reads}${more} read`, rest.replace(/^[\s,;:.]+/, '')].filter(each => each !== '');
  const plain = (text: string) => text.replaceAll('`', '');
  return [
    {
      operation: plain(operation),
      reads: Number(reads),
      writes: Number(writes),
      note: plain(note.join('; ')),
    },
  ];
}
