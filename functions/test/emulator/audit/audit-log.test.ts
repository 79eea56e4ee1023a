import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { audited } from '../../../src/audit/audited.ts';
import { chainOf } from '../../../src/audit/store.ts';
import { apply, type Command, create, type Doc, lanes, toWrite, update } from '../../../src/commit/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id, RequestId } from '../../../src/platform/ids.ts';
import { useOwnProject } from '../project.ts';
import { endsOfChains, findingsIn, newStaff, toldOf } from './staff.ts';

useOwnProject('audit');

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

const Counter = z.object({ count: z.int() });

/** Some staff command: one more on a counter, whose document is its aggregate. */
function countUp(doc: Doc<z.infer<typeof Counter>>): Command<z.infer<typeof Counter>> {
  return {
    operation: 'countUp',
    aggregate: doc.path,
    receipt: 'state',
    outcomeSchema: Counter,
    loads: [toWrite(doc)],
    decide: view => {
      const known = view.get(doc);
      const count = (known?.count ?? 0) + 1;
      return apply({ count }, [known === undefined ? create(doc, { count }) : update(doc, { count })]);
    },
  };
}

const counter = (name: string): Doc<z.infer<typeof Counter>> => ({
  path: `counters/${name}`,
  schema: Counter,
});

const acting = (uid: string, name: string) =>
  lanes().submit(
    audited(countUp(counter(name)), {
      uid: Id.parse(uid),
      roles: ['admin'],
      action: 'countUp',
      request: { requestId: RequestId.parse(randomUUID()), reason: 'a test of the log' },
    }),
  );

const recordsOf = async (uid: string) => {
  const records = await toldOf(uid);
  return records.map(({ entryId }) => firestore().doc(`auditLog/${entryId}`));
};

/** Someone's ten acts, in a chain that no other test of this file touches. */
async function tenActs() {
  const uid = await newStaff();
  for (let act = 0; act < 10; act += 1) await acting(uid, `tampered-${uid}`);
  return { uid, records: await recordsOf(uid) };
}

/** Breaks the log and mends it afterwards, so that each test meets a whole one. */
async function whileBroken(
  records: readonly FirebaseFirestore.DocumentReference[],
  breaking: () => Promise<unknown>,
) {
  const before = await Promise.all(records.map(record => record.get()));
  const names = new Set((await firestore().collection('auditLog').get()).docs.map(({ id }) => id));
  await breaking();
  const result = await findingsIn();
  await Promise.all(before.map(record => record.ref.set(record.data() ?? {})));
  for (const record of (await firestore().collection('auditLog').get()).docs)
    if (!names.has(record.id)) await record.ref.delete();
  expect((await findingsIn()).findings).toEqual([]);
  return result.findings;
}

describe('the audit log', () => {
  it('tells 50 acts of 5 people at once on 10 documents, each once, in whole chains', async () => {
    const staff = await Promise.all(Array.from({ length: 5 }, () => newStaff()));
    const acts = Array.from({ length: 50 }, (_, act) => acting(staff[act % 5] ?? '', `parallel-${act % 10}`));
    await Promise.all(acts);
    for (const uid of staff) expect(await toldOf(uid)).toHaveLength(10);
    for (let index = 0; index < 10; index += 1)
      expect((await firestore().doc(`counters/parallel-${index}`).get()).get('count')).toBe(5);
    expect(await findingsIn()).toEqual({ records: 50, findings: [] });
  });

  it('holds no record of what was not done', async () => {
    const uid = `student-${randomUUID()}`;
    await expect(acting(uid, `never-${uid}`)).rejects.toThrow('ROLE_REQUIRED');
    expect(await toldOf(uid)).toEqual([]);
    expect((await firestore().doc(`counters/never-${uid}`).get()).exists).toBe(false);
  });
});

describe('whoever tampers with it is found out', () => {
  it('a changed reason', async () => {
    const { records } = await tenActs();
    const found = await whileBroken(records, async () => records[4]?.update({ reason: 'a better one' }));
    expect(found).toEqual([`changed ${records[4]?.id}`]);
  });

  it('a field added', async () => {
    const { records } = await tenActs();
    const found = await whileBroken(records, async () => records[4]?.update({ forgiven: true }));
    expect(found).toEqual([`changed ${records[4]?.id}`]);
  });

  it('a record taken out, the last one too', async () => {
    const { uid, records } = await tenActs();
    const [fifth, last] = [(await toldOf(uid))[4]?.position, (await toldOf(uid))[9]?.position];
    expect(await whileBroken(records, async () => records[4]?.delete())).toEqual([`missing ${fifth}`]);
    const found = await whileBroken(records, async () => records[9]?.delete());
    expect(found).toContain('headMismatch');
    expect(last).toBeGreaterThan(0);
  });

  it('a record put in', async () => {
    const { records } = await tenActs();
    const fifth = (await records[4]?.get())?.data() ?? {};
    const forged = { ...fifth, entryId: 'forged', reason: 'a better one' };
    const found = await whileBroken(records, () => firestore().doc('auditLog/forged').set(forged));
    expect(found).toEqual(['inserted forged']);
  });

  it('a record put in after the last one, and one that is in no chain', async () => {
    const { records } = await tenActs();
    const last = (await records[9]?.get())?.data() ?? {};
    const later = { ...last, entryId: 'later', position: 10_000 };
    expect(await whileBroken(records, () => firestore().doc('auditLog/later').set(later))).toEqual(
      ['inserted later', 'stranger later'].slice(0, 1),
    );
    const loose = { reason: 'no chain at all' };
    expect(await whileBroken(records, () => firestore().doc('auditLog/loose').set(loose))).toEqual([
      'stranger loose',
    ]);
  });

  it('two records that changed places', async () => {
    const { records } = await tenActs();
    const [a, b] = [(await records[3]?.get())?.data() ?? {}, (await records[6]?.get())?.data() ?? {}];
    const contents = await whileBroken(records, async () => {
      await records[3]?.set(b);
      await records[6]?.set(a);
    });
    expect(contents.sort()).toEqual([`renamed ${records[3]?.id}`, `renamed ${records[6]?.id}`].sort());
    const positions = await whileBroken(records, async () => {
      await records[3]?.update({ position: b['position'] });
      await records[6]?.update({ position: a['position'] });
    });
    expect(positions).toEqual(
      expect.arrayContaining([`changed ${records[3]?.id}`, `changed ${records[6]?.id}`]),
    );
  });

  it('a chain cut and its end written anew, by whoever kept what an earlier check printed', async () => {
    const { uid } = await tenActs();
    const ends = await endsOfChains();
    const told = await toldOf(uid);
    const [kept, cut] = [told[8], told[9]];
    const chain = firestore().doc(`auditChains/${chainOf(Id.parse(uid))}`);
    await firestore().doc(`auditLog/${cut?.entryId}`).delete();
    await chain.set({ length: kept?.position, hash: kept?.hash });
    expect((await findingsIn()).findings).toEqual([]);
    expect((await findingsIn(ends)).findings).toEqual(['rewritten']);
    expect((await findingsIn(await endsOfChains())).findings).toEqual([]);
  });
});
