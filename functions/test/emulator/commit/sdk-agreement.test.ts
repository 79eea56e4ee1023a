import fc from 'fast-check';
import type { DocumentData } from '../../../src/commit/index.ts';
import { plainOf } from '../../../src/platform/plain.ts';
import { newPath, openWireWorld, type WireWorld } from './wire-world.ts';

/** The lane writes values in a form of its own making: the SDK, the rules and the console must read the same. */
let world: WireWorld;

beforeAll(() => {
  world = openWireWorld();
});

afterAll(() => world.close());

/** Instants of the years that Firestore knows. */
const instant = fc.date({
  noInvalidDate: true,
  min: new Date('0001-01-01T00:00:00.000Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
});

/** None that Firestore keeps for itself. */
const fieldName = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter(name => !/^__.*__$/.test(name));

const leaf = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.boolean(),
  fc.constant(null),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(number => (Object.is(number, -0) ? 0 : number)),
  instant,
);

/** Lists hold no lists: Firestore refuses that. */
const value = fc.letrec(tie => ({
  map: fc.dictionary(fieldName, tie('any'), { maxKeys: 4 }),
  any: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    leaf,
    fc.array(fc.oneof({ maxDepth: 3 }, leaf, tie('map')), { maxLength: 4 }),
    tie('map'),
  ),
})).any;

const documents = fc.dictionary(fieldName, value, { maxKeys: 6 });

/** As the SDK wants its maps: fast-check's may lack a prototype. */
function ordinary(data: unknown): unknown {
  if (data === null || typeof data !== 'object' || data instanceof Date) return data;
  return Array.isArray(data) ? data.map(ordinary) : ordinaryMap(data);
}

const ordinaryMap = (data: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).map(([name, item]) => [name, ordinary(item)]));

async function readByWire(path: string): Promise<DocumentData | undefined> {
  const [snapshot] = await world.wire.read({ paths: [path] });
  return snapshot?.data;
}

describe('any plain data', () => {
  it('that the lane writes, the SDK reads', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async data => {
        const path = newPath();
        await world.wire.commit({ writes: [{ kind: 'create', path, data }] });
        const snapshot = await world.db.doc(path).get();
        expect(plainOf(snapshot.data())).toEqual(ordinaryMap(data));
      }),
    );
  });

  it('that the SDK writes, the lane reads', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async data => {
        const path = newPath();
        await world.db.doc(path).create(ordinaryMap(data));
        expect(await readByWire(path)).toEqual(ordinaryMap(data));
      }),
    );
  });
});

describe('numbers', () => {
  it('are found by the SDK’s queries under their value', async () => {
    const path = newPath();
    await world.wire.commit({ writes: [{ kind: 'create', path, data: { whole: 7, half: 0.5 } }] });
    const things = world.db.collection('things');
    for (const query of [things.where('whole', '==', 7), things.where('half', '==', 0.5)]) {
      const found = await query.get();
      expect(found.docs.map(({ ref }) => ref.path)).toEqual([path]);
    }
  });

  it('that the SDK changed are read as they are', async () => {
    const path = newPath();
    await world.wire.commit({ writes: [{ kind: 'create', path, data: { count: 1 } }] });
    await world.db.doc(path).update({ count: 2 ** 40 });
    expect(await readByWire(path)).toEqual({ count: 2 ** 40 });
  });
});
