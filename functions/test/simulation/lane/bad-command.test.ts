import { delayBefore } from '../../../../tools/fault-proxy/index.ts';
import { LaneMetrics } from '../../../src/commit/index.ts';
import { type LaneWorld, openLaneWorld, told, unique } from './lane-world.ts';
import { noteDoc, writeNote, written } from './notes.ts';

let world: LaneWorld;

beforeAll(async () => {
  world = await openLaneWorld();
});

beforeEach(() => world.proxy.resetCounts());

afterEach(() => world.proxy.clear());

afterAll(() => world.close());

const good = (count: number) => Array.from({ length: count }, () => writeNote({ data: { text: 'good' } }));

const nested = (levels: number): unknown => (levels === 0 ? 1 : { inner: nested(levels - 1) });

/** What passes every check before Firestore's own, or makes Firestore choke on the request as a whole. */
const impossible: readonly (readonly [string, Record<string, unknown>])[] = [
  ['a field name that Firestore keeps for itself', { __x__: 1 }],
  ['more than a document may hold', { text: 'x'.repeat(1_100_000) }],
  ['a list in a list', { list: [[1]] }],
  ['an instant after the year 9999', { at: new Date(8.64e15) }],
  ['a field without a name', { map: { '': 1 } }],
  ['half a character', { text: 'a\ud83d' }],
  ['a hundred levels', { deep: nested(100) }],
  ['a function', { text: () => 1 }],
  ['a number that is not finite', { number: Number.POSITIVE_INFINITY }],
];

describe('one command among many that can never be stored', () => {
  it.each(impossible)('%s: it fails alone', async (_, data) => {
    const lanes = world.newLanes();
    const commands = good(12);
    commands.splice(7, 0, writeNote({ data }));
    const answers = await Promise.all(commands.map(command => told(lanes.submit(command))));
    expect(answers[7]).toEqual(expect.stringMatching(/Error: /));
    expect(answers.toSpliced(7, 1)).toEqual(good(12).map(() => written));
  });

  it('is found by halves, so that its neighbours do not wait for a commit each', async () => {
    const lanes = world.newLanes();
    const commands = good(200);
    commands.splice(150, 0, writeNote({ data: { __x__: 1 } }));
    const answers = await Promise.all(commands.map(command => told(lanes.submit(command))));
    expect(answers.filter(answer => typeof answer === 'string')).toHaveLength(1);
    // 201 in halves: eight levels, two commits on each at most.
    expect(world.proxy.counts('Commit').seen).toBeLessThanOrEqual(1 + 2 * 8);
  });

  it('two of them both fail, and nobody else', async () => {
    const lanes = world.newLanes();
    const commands = good(20);
    commands.splice(5, 0, writeNote({ data: { __x__: 1 } }));
    commands.splice(15, 0, writeNote({ data: { list: [[1]] } }));
    const answers = await Promise.all(commands.map(command => told(lanes.submit(command))));
    const failed = answers.flatMap((answer, index) => (typeof answer === 'string' ? [index] : []));
    expect(failed).toEqual([5, 15]);
  });

  it('is not blamed on the last one left when its own caller has given up', async () => {
    const lanes = world.newLanes();
    world.proxy.plan({ methods: ['Commit'], action: delayBefore(400) });
    const answers = await Promise.all([
      told(lanes.submit(writeNote({ data: { __x__: 1 }, deadlineMs: 150 }))),
      told(lanes.submit(writeNote({ data: { text: 'good' } }))),
    ]);
    expect(answers).toEqual(['TOOK_TOO_LONG', written]);
  });

  it('with a path that cannot even be read fails alone among all lanes that read with it', async () => {
    const lanes = world.newLanes();
    // Opens the connection, so that all others find it open at the same moment.
    await lanes.submit(writeNote({ data: {} }));
    world.proxy.resetCounts();
    const commands = Array.from({ length: 10 }, () => writeNote({ data: {}, queue: unique() }));
    commands.splice(4, 0, writeNote({ data: {}, queue: unique(), path: 'notes//one' }));
    const answers = await Promise.all(commands.map(command => told(lanes.submit(command))));
    expect(answers[4]).toEqual(expect.stringContaining('INVALID_ARGUMENT'));
    expect(answers.toSpliced(4, 1)).toEqual(Array.from({ length: 10 }, () => written));
    // One for all, then one for each.
    expect(world.proxy.counts('BatchGetDocuments').seen).toBe(1 + 11);
  });
});

describe('what is read for many lanes', () => {
  it('goes out as one call when they want it at one moment', async () => {
    const lanes = world.newLanes();
    await lanes.submit(writeNote({ data: {} }));
    world.proxy.resetCounts();
    await Promise.all(
      Array.from({ length: 30 }, () => lanes.submit(writeNote({ data: {}, queue: unique() }))),
    );
    expect(world.seen()).toEqual({ BatchGetDocuments: 1, BeginTransaction: 0, Commit: 30 });
  });
});

describe('more than one commit carries', () => {
  const large = () => writeNote({ data: { text: 'x'.repeat(900_000) } });

  it('is spread over several, and all of it is stored', async () => {
    const lanes = world.newLanes();
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => told(lanes.submit(large()))));
    expect(answers).toEqual([1, 2, 3, 4, 5, 6].map(() => written));
    // Four fit into 3.5 MiB.
    expect(world.proxy.counts('Commit').seen).toBe(2);
  });

  it('is spread in halves when only Firestore notices', async () => {
    const metrics = new LaneMetrics();
    const lanes = world.newLanes({ metrics, bounds: { maxBytes: 50_000_000 } });
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => told(lanes.submit(large()))));
    expect(answers).toEqual([1, 2, 3, 4, 5, 6].map(() => written));
    expect(metrics.snapshot().total).toMatchObject({ isolations: 1, unknownOutcomes: 0 });
  });

  it('is refused when one command alone wants it, without sending it', async () => {
    const lanes = world.newLanes({ bounds: { maxBytes: 800_000 } });
    const id = unique();
    expect(await told(lanes.submit(writeNote({ id, data: { text: 'x'.repeat(900_000) } })))).toBe(
      'COMMAND_TOO_LARGE',
    );
    expect(world.proxy.counts('Commit').seen).toBe(0);
    expect((await world.read(noteDoc(id).path))[0]?.data).toBeUndefined();
  });
});
