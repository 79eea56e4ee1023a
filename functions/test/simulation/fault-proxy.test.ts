import type { Firestore } from '@google-cloud/firestore';
import {
  answerBlackHole,
  delayAfter,
  delayBefore,
  type FaultProxy,
  mentioning,
  requestBlackHole,
  requestLost,
  type StatusName,
  statusCodes,
} from '../../../tools/fault-proxy/index.ts';
import { openThroughProxy } from './through-proxy.ts';

let db: Firestore;
let proxy: FaultProxy;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, proxy, close } = await openThroughProxy({ projectId: 'demo-fault-proxy' }));
});

afterAll(() => close());

beforeEach(() => proxy.resetCounts());

const fresh = () => db.collection('things').doc();

describe('without a fault', () => {
  it('writes, reads, queries, aggregates, lists and transactions work as without it', async () => {
    const collection = db.collection(`plain-${Date.now()}`);
    await collection.doc('a').create({ v: 1 });
    await collection.doc('b').set({ v: 2 });
    expect((await collection.doc('a').get()).data()).toEqual({ v: 1 });
    expect((await collection.where('v', '>=', 1).get()).size).toBe(2);
    expect((await collection.count().get()).data().count).toBe(2);
    expect((await collection.listDocuments()).map(({ id }) => id)).toEqual(['a', 'b']);
    const total = await db.runTransaction(async transaction => {
      const snapshot = await transaction.get(collection);
      transaction.update(collection.doc('a'), { v: snapshot.size });
      return snapshot.size;
    });
    expect(total).toBe(2);
    expect(proxy.counts('Commit')).toMatchObject({ seen: 3, forwarded: 3, succeeded: 3 });
  });

  it('a listener hears of changes as they happen', async () => {
    const document = fresh();
    const heard = Promise.withResolvers<void>();
    const stop = document.onSnapshot(snapshot => {
      if (snapshot.get('v') === 1) heard.resolve();
    });
    await document.set({ v: 1 });
    await heard.promise;
    stop();
  });

  it('upstream’s own refusals come through with code and message', async () => {
    const document = fresh();
    await document.create({ v: 1 });
    await expect(document.create({ v: 2 })).rejects.toMatchObject({
      code: 6,
      message: expect.stringContaining('already exists'),
    });
    await expect(fresh().update({ v: 1 })).rejects.toMatchObject({ code: 5 });
    expect(proxy.counts('Commit')).toEqual({ seen: 3, forwarded: 3, succeeded: 1 });
  });

  it('two megabytes pass', async () => {
    const batch = db.batch();
    const documents = [fresh(), fresh(), fresh()];
    for (const document of documents) batch.create(document, { text: 'x'.repeat(700_000) });
    await batch.commit();
    const snapshots = await db.getAll(...documents);
    expect(snapshots.map(snapshot => snapshot.get('text').length)).toEqual([700_000, 700_000, 700_000]);
  });
});

describe('with a fault', () => {
  /** One attempt each, so that the SDK does not repeat what is to be seen. */
  const createOnce = (path: string) =>
    db.runTransaction(async transaction => void transaction.create(db.doc(path), { v: 1 }), {
      maxAttempts: 1,
    });

  const codes: StatusName[] = [
    'UNKNOWN',
    'INVALID_ARGUMENT',
    'DEADLINE_EXCEEDED',
    'ABORTED',
    'INTERNAL',
    'CANCELLED',
    'UNAUTHENTICATED',
  ];

  it.each(codes)('a request lost with %s is told so and never reaches upstream', async code => {
    const document = fresh();
    proxy.plan({ methods: ['Commit'], where: mentioning(document.path), action: requestLost({ code }) });
    await expect(createOnce(document.path)).rejects.toMatchObject({ code: statusCodes[code] });
    expect((await document.get()).exists).toBe(false);
    expect(proxy.counts('Commit')).toEqual({ seen: 1, forwarded: 0, succeeded: 0 });
  });

  it('a message given with the code reaches the client', async () => {
    const document = fresh();
    const details = 'The referenced transaction has expired or is no longer valid.';
    proxy.plan({
      where: mentioning(document.path),
      action: requestLost({ code: 'INVALID_ARGUMENT', details }),
    });
    await expect(createOnce(document.path)).rejects.toMatchObject({
      message: expect.stringContaining(details),
    });
  });

  it('a black-holed answer leaves the write done and its caller waiting', async () => {
    const document = fresh();
    const fault = proxy.plan({
      methods: ['Commit'],
      where: mentioning(document.path),
      action: answerBlackHole(),
    });
    let isAnswered = false;
    const write = createOnce(document.path).finally(() => {
      isAnswered = true;
    });
    write.catch(() => undefined);
    await untilExists(document.path);
    expect(fault.firedCount()).toBe(1);
    expect(isAnswered).toBe(false);
  });

  it('a black-holed request leaves nothing done and its caller waiting', async () => {
    const document = fresh();
    const fault = proxy.plan({
      methods: ['Commit'],
      where: mentioning(document.path),
      action: requestBlackHole(),
    });
    let isAnswered = false;
    const write = createOnce(document.path).finally(() => {
      isAnswered = true;
    });
    write.catch(() => undefined);
    while (fault.firedCount() === 0) await document.get();
    // Later calls on the same connection have come and gone.
    expect((await document.get()).exists).toBe(false);
    expect(isAnswered).toBe(false);
    expect(proxy.counts('Commit').forwarded).toBe(0);
  });

  it('a delay before holds the request back, a delay after the answer only', async () => {
    const [late, early] = [fresh(), fresh()];
    proxy.plan({ methods: ['Commit'], where: mentioning(late.path), action: delayBefore(500) });
    proxy.plan({ methods: ['Commit'], where: mentioning(early.path), action: delayAfter(500) });
    const order: string[] = [];
    const writes = [
      createOnce(late.path).then(() => order.push('late answered')),
      createOnce(early.path).then(() => order.push('early answered')),
      untilExists(early.path).then(() => order.push('early done')),
    ];
    await Promise.all(writes);
    // One was done long before its caller heard of it, the other not even begun by then.
    expect(order[0]).toBe('early done');
    expect((await db.getAll(late, early)).every(({ exists }) => exists)).toBe(true);
  });

  async function untilExists(path: string): Promise<void> {
    while (!(await db.doc(path).get()).exists);
  }
});
