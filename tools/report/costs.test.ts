import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rootDir } from '../setup/paths.mjs';
import { costsOf } from './costs.ts';

const table = (...rows: string[]) =>
  ['## Errors', '| a | 9 / 9 |', '## Cost', 'Reads and writes.', '', '| operation | reads / writes |']
    .concat(['|---|---|'], rows, ['', '## Next', '| b | 8 / 8 |'])
    .join('\n');

test.each([
  ['| `enroll` | 1 / 4, waiting 1 / 3 |', ['enroll', 1, 4, 'waiting 1 / 3']],
  ['| apply a payment | 1 / 3 |', ['apply a payment', 1, 3, '']],
  [
    '| `issueCertificate` | 5 and one for each exam / 4; under locks |',
    ['issueCertificate', 5, 4, '5 and one for each exam read; under locks'],
  ],
])('%s', (row, [operation, reads, writes, note]) => {
  expect(costsOf(table(row))).toEqual([{ operation, reads, writes, note }]);
});

test('operations told in one row get a row each where each has its amounts', () => {
  const costs = costsOf(table('| `breakGlass`, a read under it | 3 / 3, 3 / 4 |'));
  expect(costs.map(({ operation, writes }) => [operation, writes])).toEqual([
    ['breakGlass', 3],
    ['a read under it', 4],
  ]);
});

test('a contract without the table is an error', () => {
  expect(() => costsOf('## Cost\nSoon.')).toThrow('no table of costs');
});

test('the table of the contract is read to its last row', () => {
  const contract = readFileSync(path.join(rootDir, 'docs', 'contract.md'), 'utf8');
  const costs = costsOf(contract);
  expect(costs.find(({ operation }) => operation === 'enroll')).toMatchObject({ reads: 1, writes: 4 });
  expect(costs.map(({ operation }) => operation)).toContain('supersedeCertificate');
});
