import { assertFails } from '@firebase/rules-unit-testing';
import { ACTORS, ROLES } from './actors.ts';
import { MATRIX } from './matrix.ts';
import { attempt } from './operation.ts';
import { documentPath, OPERATIONS, type PathAccess } from './path-access.ts';
import type { RulesWorld } from './rules-world.ts';

const nothing = {};

/** A collection that nobody knows below each document that somebody does: a rule that reaches further opens it. */
const below: readonly PathAccess[] = MATRIX.map(({ path }) => ({
  path: `${documentPath(path)}/notes/1`,
  may: nothing,
}));

/** Names beside those that a rule calls by name. */
const beside: readonly PathAccess[] = [
  'courses/ohio-teen/counters/other',
  `${documentPath('users/{uid}')}/statistics/other`,
  `${documentPath('users/{uid}')}/statistics/summary/other/1`,
  `${documentPath('policies/{policyId}/versions/{version}')}/notes/1`,
  'policies/ohio',
  'notes/1',
  'Users/student-owner',
  'users /student-owner',
].map(path => ({ path, may: nothing }));

/** Every path without a row × operation × role: closed to everybody. */
export function describeUnnamedPaths(world: () => RulesWorld): void {
  describe('a path without a rule is closed to everybody, for everything', () => {
    test.each([...beside, ...below])('$path', async row => {
      const attempts = OPERATIONS.flatMap(operation =>
        ROLES.map(role => attempt({ browser: world().as(ACTORS[role]), row, operation })),
      );
      await Promise.all(attempts.map(assertFails));
    });
  });
}
