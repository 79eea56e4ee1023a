import { FirestoreWire } from '../../../src/commit/wire/firestore-wire.ts';
import { newPath, openWireWorld, type WireWorld } from './wire-world.ts';

let world: WireWorld;

beforeAll(() => {
  world = openWireWorld();
});

afterAll(() => world.close());

const [ALREADY_EXISTS, FAILED_PRECONDITION] = [6, 9];

async function created(data: Record<string, unknown>): Promise<string> {
  const path = newPath();
  await world.wire.commit({ writes: [{ kind: 'create', path, data }] });
  return path;
}

async function snapshotOf(path: string) {
  const [snapshot] = await world.wire.read({ paths: [path] });
  if (snapshot === undefined) throw new Error(`${path} was not answered for.`);
  return snapshot;
}

async function updateOf({ path, patch }: { path: string; patch: Record<string, unknown> }) {
  const { version } = await snapshotOf(path);
  if (version === undefined) throw new Error(`${path} does not exist.`);
  return { kind: 'update', path, patch, basedOn: version } as const;
}

describe('a read', () => {
  it('answers in the order asked, for documents that do not exist too', async () => {
    const [one, two] = [await created({ n: 1 }), await created({ n: 2 })];
    const paths = [newPath(), two, one];
    const snapshots = await world.wire.read({ paths });
    expect(snapshots.map(({ path }) => path)).toEqual(paths);
    expect(snapshots.map(({ data }) => data)).toEqual([undefined, { n: 2 }, { n: 1 }]);
  });
});

describe('a commit', () => {
  it('creates only what does not exist', async () => {
    const path = await created({ n: 1 });
    const again = world.wire.commit({ writes: [{ kind: 'create', path, data: { n: 2 } }] });
    await expect(again).rejects.toMatchObject({ code: ALREADY_EXISTS });
    expect((await snapshotOf(path)).data).toEqual({ n: 1 });
  });

  it('changes the fields it names and leaves the others', async () => {
    const path = await created({ changed: { a: 1, b: 2 }, kept: true, gone: 1 });
    const patch = { changed: { a: 3 }, gone: undefined, added: 'x' };
    await world.wire.commit({ writes: [await updateOf({ path, patch })] });
    expect((await snapshotOf(path)).data).toEqual({ changed: { a: 3 }, kept: true, added: 'x' });
  });

  it('of no field leaves the document as it is, and still guards it', async () => {
    const path = await created({ n: 1, kept: true });
    const stale = await updateOf({ path, patch: {} });
    await world.wire.commit({ writes: [stale] });
    expect((await snapshotOf(path)).data).toEqual({ n: 1, kept: true });
    await world.db.doc(path).update({ n: 2 });
    await expect(world.wire.commit({ writes: [stale] })).rejects.toMatchObject({ code: FAILED_PRECONDITION });
  });

  it('changes nothing that somebody else has changed since', async () => {
    const path = await created({ n: 1 });
    const stale = await updateOf({ path, patch: { n: 3 } });
    await world.db.doc(path).update({ n: 2 });
    await expect(world.wire.commit({ writes: [stale] })).rejects.toMatchObject({ code: FAILED_PRECONDITION });
    expect((await snapshotOf(path)).data).toEqual({ n: 2 });
  });

  it('does not bring back what somebody else has deleted since', async () => {
    const path = await created({ n: 1 });
    const stale = await updateOf({ path, patch: { n: 3 } });
    await world.db.doc(path).delete();
    await expect(world.wire.commit({ writes: [stale] })).rejects.toMatchObject({ code: FAILED_PRECONDITION });
    expect((await snapshotOf(path)).data).toBeUndefined();
  });

  it('does all of its writes or none', async () => {
    const [path, other] = [await created({ n: 1 }), newPath()];
    const writes = [
      { kind: 'create', path: other, data: {} },
      { kind: 'create', path, data: {} },
    ] as const;
    await expect(world.wire.commit({ writes })).rejects.toMatchObject({ code: ALREADY_EXISTS });
    expect((await snapshotOf(other)).data).toBeUndefined();
  });

  it('takes no field name that would need quoting: user text must not become a path', async () => {
    const path = await created({ n: 1 });
    for (const field of ['a.b', 'a b', '', '`a`', '0a']) {
      const write = await updateOf({ path, patch: { [field]: 1 } });
      await expect(world.wire.commit({ writes: [write] })).rejects.toThrow(TypeError);
    }
  });
});

describe('a transaction', () => {
  it('holds what it read until its end', async () => {
    const [read, written] = [await created({ n: 1 }), newPath()];
    const transaction = await world.wire.begin();
    await world.wire.read({ paths: [read], transaction });
    const order: string[] = [];
    const change = updateOf({ path: read, patch: { n: 2 } })
      .then(write => world.wire.commit({ writes: [write] }))
      .then(() => order.push('changed'));
    await world.wire.commit({ writes: [{ kind: 'create', path: written, data: {} }], transaction });
    order.push('transaction ended');
    await change;
    expect(order).toEqual(['transaction ended', 'changed']);
  });

  it('that ended already is let go of without complaint', async () => {
    const transaction = await world.wire.begin();
    await world.wire.commit({ writes: [{ kind: 'create', path: newPath(), data: {} }], transaction });
    await expect(world.wire.rollback(transaction)).resolves.toBeUndefined();
  });
});

describe('a connection whose project cannot be found out', () => {
  const names = ['GCLOUD_PROJECT', 'GOOGLE_CLOUD_PROJECT', 'GOOGLE_APPLICATION_CREDENTIALS'] as const;
  const before = names.map(name => process.env[name]);

  afterEach(() => {
    for (const [index, name] of names.entries()) {
      const value = before[index];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  it('fails that call only: the next one asks again', async () => {
    for (const name of names) delete process.env[name];
    process.env['GOOGLE_APPLICATION_CREDENTIALS'] = '/nonexistent/credentials.json';
    const wire = new FirestoreWire({ target: {}, timeoutMs: 10_000 });
    await expect(wire.read({ paths: [newPath()] })).rejects.toThrow('ENOENT');
    process.env['GCLOUD_PROJECT'] = 'demo-wire-late';
    await expect(wire.read({ paths: [newPath()] })).resolves.toHaveLength(1);
    await wire.close();
  });
});
