import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readCallable } from '../../../../tools/fuzz/answer.ts';
import { type Actor, actors, type Cast, callAs } from '../../../../tools/fuzz/callers.ts';
import { allEndpoints, isCallableName } from '../../../../tools/fuzz/endpoints.ts';
import { changesBesidesTheLog, type Snapshot, takeSnapshot } from '../../../../tools/fuzz/snapshot.ts';
import { validBody } from '../../../../tools/fuzz/world/bodies.ts';
import { MATRIX } from '../../rules/matrix.ts';
import { accessMatrix, onlyReads, type Verdict } from './access-matrix.ts';
import { accessRow } from './access-row.ts';
import { useHostileWorld } from './hostile-world.ts';

const world = useHostileWorld('access-matrix');

const callables = allEndpoints()
  .filter(({ kind }) => kind === 'callable')
  .map(({ name }) => name);
const names = callables.filter(isCallableName);

interface Asking {
  readonly actor: Actor;
  readonly cast: Cast;
  readonly name: (typeof names)[number];
}

/** Sends the endpoint's valid body about the owner. */
async function asked({ actor, cast, name }: Asking) {
  const { instance, sender } = world();
  const data = validBody({ name, student: cast.owner });
  const received = await callAs({ instance, sender, actor, cast, name, data });
  const text = received.kind === 'answer' ? received.text : '';
  return { told: readCallable(received), text };
}

/** The same, with what was written. */
async function tried(asking: Asking) {
  const before = await takeSnapshot(world().instance);
  const answer = await asked(asking);
  const after = await takeSnapshot(world().instance);
  for (const changed of after.keys()) written.add(collectionsOf(changed));
  return { ...answer, changes: changesBesidesTheLog({ before, after }) };
}

/** Collections that something was written to, seeds and endpoints alike: `users/courses/ledger`. */
const written = new Set<string>();
const collectionsOf = (documentPath: string): string =>
  documentPath
    .split('/')
    .filter((_, index) => index % 2 === 0)
    .join('/');

const says = (verdict: Verdict): string => {
  if (verdict === 'does') return 'does it';
  return verdict === 'own' ? 'does it to their own' : `is refused with ${verdict}`;
};

test('every callable that is deployed has its row', () => {
  expect(Object.keys(accessMatrix).sort()).toEqual([...callables].sort());
});

describe.each(names)('%s', name => {
  let cast: Cast;
  const newOwner = () => world().studentFor(name);

  beforeAll(async () => {
    await world().reset();
    cast = { owner: await newOwner(), classmate: await newOwner() };
  });

  const verdictOf = (actor: Actor): Verdict => accessMatrix[name][actor];
  const succeeds = (actor: Actor): boolean => verdictOf(actor) === 'does' || verdictOf(actor) === 'own';
  const cells = actors.map(actor => ({ actor, verdict: verdictOf(actor), says: says(verdictOf(actor)) }));
  // First who is refused: they leave the owner's things as they are, and the next one meets them so.
  const refusals = cells.filter(({ actor }) => !succeeds(actor));
  const successes = cells.filter(({ actor }) => succeeds(actor));

  let before: Snapshot;

  beforeAll(async () => {
    before = await takeSnapshot(world().instance);
  });

  it.each(refusals)('$actor $says', async ({ actor, verdict }) => {
    const { told, text } = await asked({ actor, cast, name });
    expect(told).toMatchObject({ kind: 'refused', reason: verdict });
    expect(text).not.toContain('canary');
  });

  it('of all that was refused nothing is written, and the audit log tells of refusals alone', async () => {
    const after = await takeSnapshot(world().instance);
    expect(changesBesidesTheLog({ before, after })).toEqual([]);
    const { docs } = await world().firestore.collection('auditLog').get();
    expect(docs.filter(record => record.get('outcome') !== 'refused')).toEqual([]);
  });

  it.each(successes)('$actor $says', async ({ actor, verdict }) => {
    const mine = { owner: await newOwner(), classmate: cast.classmate };
    const { told, changes, text } = await tried({ actor, cast: mine, name });
    expect(told).toMatchObject({ kind: 'done' });
    expect(changes.length > 0).toBe(!onlyReads.includes(name) || actor === 'grantedAuditor');
    if (verdict === 'does') return;
    expect(changes.filter(changed => changed.includes(mine.owner.name))).toEqual([]);
    expect(text).not.toContain(mine.owner.canary);
  });
});

test('whatever was written lies where the security rules have a row', () => {
  expect(written.size).toBeGreaterThan(20);
  const known = new Set(MATRIX.map(row => collectionsOf(row.path)));
  expect([...written].filter(collections => !known.has(collections))).toEqual([]);
});

describe('what is no callable', () => {
  const others = allEndpoints().filter(({ kind }) => kind !== 'callable');

  it.each(others)('$name is open to the internet only if it looks after itself', ({ name, manifest }) => {
    const looksAfterItself = ['sessionBeacon', 'stripeWebhook', 'verifyCertificate'].includes(name);
    // Without an invoker the deployment lets Cloud Scheduler's own account in, and nobody else.
    expect(manifest.httpsTrigger?.invoker).toEqual(looksAfterItself ? ['public'] : undefined);
    expect(manifest.scheduleTrigger === undefined).toBe(looksAfterItself);
  });
});

test('the table for authors of clients says the same', async () => {
  const docs = path.join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'access.md');
  const table = await readFile(docs, 'utf8');
  expect(names.map(name => accessRow(name)).filter(line => !table.includes(line))).toEqual([]);
});
