import { assertFails, assertSucceeds } from '@firebase/rules-unit-testing';
import { ACTORS, ROLES, type Role } from './actors.ts';
import { MATRIX } from './matrix.ts';
import { attempt, fieldsOf } from './operation.ts';
import { documentPath, OPERATIONS, type Operation, type PathAccess } from './path-access.ts';
import type { RulesWorld } from './rules-world.ts';

/** Puts every document of the matrix in its place. */
export async function seed(world: RulesWorld): Promise<void> {
  await Promise.all(MATRIX.map(row => world.put(documentPath(row.path), fieldsOf(row))));
}

/** A create is judged as one only where nothing lies yet; whatever an attempt did is undone after it. */
async function withDocument<T>({
  world,
  row,
  operation,
  run,
}: {
  world: RulesWorld;
  row: PathAccess;
  operation: Operation;
  run: () => Promise<T>;
}): Promise<void> {
  const path = documentPath(row.path);
  if (operation === 'create') await world.remove(path);
  try {
    await run();
  } finally {
    if (operation !== 'get' && operation !== 'list') await world.put(path, fieldsOf(row));
  }
}

async function check({
  world,
  row,
  operation,
  role,
  allowed,
}: {
  world: RulesWorld;
  row: PathAccess;
  operation: Operation;
  role: Role;
  allowed: boolean;
}): Promise<void> {
  const browser = world.as(ACTORS[role]);
  const filter = row.filterOf?.[role] ?? row.filter;
  const run = () => {
    const outcome = attempt({ browser, row, operation, filter });
    return allowed ? assertSucceeds(outcome) : assertFails(outcome);
  };
  await withDocument({ world, row, operation, run });
}

/** Every path × operation × role: allowed as the matrix says, refused everywhere else. */
export function describeMatrix(world: () => RulesWorld): void {
  describe.each(MATRIX)('$path', row => {
    const cases = OPERATIONS.flatMap(operation =>
      ROLES.map(role => ({ operation, role, allowed: row.may[operation]?.includes(role) ?? false })),
    ).map(one => ({ ...one, verdict: one.allowed ? 'may' : 'may not' }));

    test.each(cases)('$role $verdict $operation', async ({ operation, role, allowed }) => {
      await check({ world: world(), row, operation, role, allowed });
    });
  });
}
