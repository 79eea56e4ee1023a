import { FieldValue, type Firestore, type Transaction } from '@google-cloud/firestore';
import { answerLost, mentioning, type StatusName, statusCodes } from '../../../tools/fault-proxy/index.ts';
import { openThroughProxy } from './through-proxy.ts';

/**
 * What the SDK, left to itself, makes of an answer that was lost after its commit had landed. Each operation
 * adds one to a zero: 1 is right, 2 is a payment counted twice. The default client on purpose: this is why the
 * lane writes receipts and repeats nothing below itself.
 */
type Operation = (input: { db: Firestore; path: string }) => Promise<unknown>;

const addOne = FieldValue.increment(1);

async function addOneAfterReading(input: {
  db: Firestore;
  path: string;
  transaction: Transaction;
}): Promise<void> {
  const document = input.db.doc(input.path);
  const snapshot = await input.transaction.get(document);
  input.transaction.update(document, { v: snapshot.get('v') + 1 });
}

const operations = {
  'an increment': ({ db, path }) => db.doc(path).update({ v: addOne }),
  'an increment in a batch': ({ db, path }) => db.batch().update(db.doc(path), { v: addOne }).commit(),
  'an increment by BulkWriter': async ({ db, path }) => {
    const writer = db.bulkWriter();
    const write = writer.update(db.doc(path), { v: addOne });
    await writer.close();
    await write;
  },
  'a transaction that reads and writes': ({ db, path }) =>
    db.runTransaction(transaction => addOneAfterReading({ db, path, transaction })),
  'a transaction that only increments': ({ db, path }) =>
    db.runTransaction(async transaction => {
      transaction.update(db.doc(path), { v: addOne });
    }),
  'a receipt created with an increment': ({ db, path }) =>
    db
      .batch()
      .create(db.doc(`${path}/receipts/one`), {})
      .update(db.doc(path), { v: addOne })
      .commit(),
  'an update guarded by lastUpdateTime': async ({ db, path }) => {
    const { updateTime } = await db.doc(path).get();
    if (updateTime === undefined) throw new Error('the document is missing');
    await db.doc(path).update({ v: addOne }, { lastUpdateTime: updateTime });
  },
  'a transaction that looks for its receipt first': ({ db, path }) =>
    db.runTransaction(async transaction => {
      const receipt = db.doc(`${path}/receipts/one`);
      if ((await transaction.get(receipt)).exists) return 'replayed';
      await addOneAfterReading({ db, path, transaction });
      transaction.create(receipt, {});
      return 'ok';
    }),
} satisfies Record<string, Operation>;

/** The final value, and what the caller was told: the gRPC code if it was an error. */
type Outcome = { readonly v: number; readonly told: 'ok' | 'replayed' | number };
type Row = Outcome & { readonly name: keyof typeof operations; readonly code: StatusName };

const { ALREADY_EXISTS, FAILED_PRECONDITION, INVALID_ARGUMENT } = {
  ALREADY_EXISTS: 6,
  FAILED_PRECONDITION: 9,
  INVALID_ARGUMENT: 3,
};
/** The SDK repeats a transaction for these, and a plain commit for none of them. */
const rarer = ['UNKNOWN', 'INTERNAL', 'DEADLINE_EXCEEDED', 'CANCELLED'] as const;

const toldAsItIs = (name: Row['name']): Row[] =>
  rarer.map(code => ({ name, code, v: 1, told: statusCodes[code] }));
const afterRarer = (row: Omit<Row, 'code'>): Row[] => rarer.map(code => ({ ...row, code }));

const table: readonly Row[] = [
  { name: 'an increment', code: 'UNAVAILABLE', v: 2, told: 'ok' },
  { name: 'an increment', code: 'ABORTED', v: 2, told: 'ok' },
  ...toldAsItIs('an increment'),
  { name: 'an increment in a batch', code: 'UNAVAILABLE', v: 2, told: 'ok' },
  { name: 'an increment in a batch', code: 'ABORTED', v: 2, told: 'ok' },
  ...toldAsItIs('an increment in a batch'),
  { name: 'an increment by BulkWriter', code: 'UNAVAILABLE', v: 2, told: 'ok' },
  { name: 'an increment by BulkWriter', code: 'ABORTED', v: 2, told: 'ok' },
  { name: 'a transaction that reads and writes', code: 'UNAVAILABLE', v: 1, told: INVALID_ARGUMENT },
  ...afterRarer({ name: 'a transaction that reads and writes', v: 2, told: 'ok' }),
  { name: 'a transaction that only increments', code: 'UNAVAILABLE', v: 2, told: 'ok' },
  ...afterRarer({ name: 'a transaction that only increments', v: 2, told: 'ok' }),
  { name: 'a receipt created with an increment', code: 'UNAVAILABLE', v: 1, told: ALREADY_EXISTS },
  ...toldAsItIs('a receipt created with an increment'),
  { name: 'an update guarded by lastUpdateTime', code: 'UNAVAILABLE', v: 1, told: FAILED_PRECONDITION },
  ...toldAsItIs('an update guarded by lastUpdateTime'),
  {
    name: 'a transaction that looks for its receipt first',
    code: 'UNAVAILABLE',
    v: 1,
    told: INVALID_ARGUMENT,
  },
  ...afterRarer({ name: 'a transaction that looks for its receipt first', v: 1, told: 'replayed' }),
];

async function toldTo(work: Promise<unknown>): Promise<unknown> {
  try {
    return (await work) === 'replayed' ? 'replayed' : 'ok';
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
}

const outcomes = new Map<Row, { v: unknown; told: unknown; lost: number }>();

// All rows at once, each on a document of its own: one after the other they are a minute of the SDK's waits.
beforeAll(async () => {
  const { db, proxy, close } = await openThroughProxy({ projectId: 'demo-lost-answers' });
  await Promise.all(
    table.map(async row => {
      const document = db.collection('counters').doc();
      await document.create({ v: 0 });
      const { path } = document;
      const action = answerLost({ code: row.code });
      const fault = proxy.plan({ methods: ['Commit', 'BatchWrite'], where: mentioning(path), action });
      const told = await toldTo(operations[row.name]({ db, path }));
      outcomes.set(row, { v: (await document.get()).get('v'), told, lost: fault.firedCount() });
    }),
  );
  await close();
});

describe('one lost answer', () => {
  it.each(table)('$name after $code leaves $v and says $told', row => {
    expect(outcomes.get(row)).toEqual({ v: row.v, told: row.told, lost: 1 });
  });
});
