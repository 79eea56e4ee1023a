import { assertFails, assertSucceeds } from '@firebase/rules-unit-testing';
import { CLAIM_ATTACKS } from './claim-attacks.ts';
import { seedHidden } from './hidden-documents.ts';
import { MATRIX } from './matrix.ts';
import { seed } from './matrix-suite.ts';
import { MONEY_ATTACKS } from './money-attacks.ts';
import { documentPath } from './path-access.ts';
import { PERMITTED_READS, READING_ATTACKS } from './reading-attacks.ts';
import type { RulesWorld } from './rules-world.ts';

const everything = (world: RulesWorld) => Promise.all(MATRIX.map(row => world.read(documentPath(row.path))));

/** Ways around the matrix: other fields, other queries, other tokens, several writes at once. */
export function describeAttacks(world: () => RulesWorld): void {
  describe('a browser is refused when', () => {
    beforeAll(() => Promise.all([seed(world()), seedHidden(world())]));

    test.each(MONEY_ATTACKS)('$name, and nothing is written', async ({ as, run }) => {
      const before = await everything(world());
      await assertFails(run(world().as(as)));
      expect(await everything(world())).toEqual(before);
    });

    test.each([...READING_ATTACKS, ...CLAIM_ATTACKS])('$name', async ({ as, run }) => {
      await assertFails(run(world().as(as)));
    });
  });

  describe('a browser is answered when', () => {
    test.each(PERMITTED_READS)('$name', async ({ as, run }) => {
      await assertSucceeds(run(world().as(as)));
    });
  });
}
