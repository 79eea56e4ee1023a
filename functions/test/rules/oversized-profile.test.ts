import { assertFails } from '@firebase/rules-unit-testing';
import { ACTORS } from './actors.ts';
import { OVERSIZED_PROFILES } from './profile-cases.ts';
import { PROFILE, STORED } from './profile-suite.ts';
import { useRulesWorld } from './rules-world.ts';

// A world of their own: the coverage report repeats every value in each expression it passed, and with a
// megabyte among them the emulator runs out of memory before it has written the report.
const world = useRulesWorld();

test.each(OVERSIZED_PROFILES)('a profile is refused with $name', async ({ fields }) => {
  const profile = world().as(ACTORS.owner).doc(PROFILE);
  await assertFails(profile.set(fields));
  await world().put(PROFILE, STORED);
  await assertFails(profile.update(fields));
});
