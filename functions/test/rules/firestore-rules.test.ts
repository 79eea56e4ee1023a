import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describeAttacks } from './attack-suite.ts';
import { MATRIX } from './matrix.ts';
import { describeMatrix, seed } from './matrix-suite.ts';
import { describeProfile } from './profile-suite.ts';
import { coverageGaps, fetchCoverage } from './rule-coverage.ts';
import { pathsInRules, pathsInTable, unmatched } from './rule-paths.ts';
import { useRulesWorld } from './rules-world.ts';
import { describeUnnamedPaths } from './unnamed-paths.ts';

const world = useRulesWorld();

beforeAll(() => seed(world()));

describeMatrix(world);
describeProfile(world);
describeAttacks(world);
describeUnnamedPaths(world);

// Last in the one file: the report counts what all the tests above have asked.
describe('the rules as a whole', () => {
  test('every expression was evaluated and every condition was both true and false', async () => {
    expect(coverageGaps(await fetchCoverage(world().projectUrl))).toEqual([]);
  });

  test('every rule is tried by a row of the matrix, and every row has its rule', async () => {
    const rules = await readFile(fileURLToPath(new URL('../../../firestore.rules', import.meta.url)), 'utf8');
    expect(pathsInRules(rules).length).toBeGreaterThan(30);
    expect(unmatched({ rules, matrix: MATRIX })).toEqual({ untried: [], unruled: [] });
  });

  test('the access table for authors of clients has these paths and no other', async () => {
    const table = await readFile(fileURLToPath(new URL('../../../docs/access.md', import.meta.url)), 'utf8');
    expect([...pathsInTable(table)].sort()).toEqual(MATRIX.map(row => row.path).sort());
  });
});
