import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describeAttacks } from './attack-suite.ts';
import { MATRIX } from './matrix.ts';
import { describeMatrix, seed } from './matrix-suite.ts';
import { describeProfile } from './profile-suite.ts';
import { coverageGaps, fetchCoverage } from './rule-coverage.ts';
import { useRulesWorld } from './rules-world.ts';

const world = useRulesWorld();

beforeAll(() => seed(world()));

describeMatrix(world);
describeProfile(world);
describeAttacks(world);

// Last in the one file: the report counts what all the tests above have asked.
describe('the rules as a whole', () => {
  test('every expression was evaluated and every condition was both true and false', async () => {
    expect(coverageGaps(await fetchCoverage(world().projectUrl))).toEqual([]);
  });

  test('every path is in the access table for authors of clients', async () => {
    const table = await readFile(fileURLToPath(new URL('../../../docs/access.md', import.meta.url)), 'utf8');
    expect(MATRIX.map(row => row.path).filter(path => !table.includes(`\`${path}\``))).toEqual([]);
  });
});
