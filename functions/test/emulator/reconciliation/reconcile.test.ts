import { seatsDoc } from '../../../src/catalog/store.ts';
import { lanes } from '../../../src/commit/index.ts';
import { lessonProgressDoc } from '../../../src/compliance/lesson-progress.ts';
import { studyDayDoc } from '../../../src/compliance/store.ts';
import { enrollmentDoc } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { closeStreamingFirestore } from '../../../src/platform/stream-query.ts';
import { quizRecordDoc } from '../../../src/quizzes/store.ts';
import { reconcileNightly } from '../../../src/reconciliation/reconcile-everything.ts';
import type { StageName } from '../../../src/reconciliation/schema.ts';
import { summaryDoc, totalsDoc } from '../../../src/statistics/store.ts';
import { authorizationDoc } from '../../../src/units/store.ts';
import { finalExam } from '../../fixtures/attempt.ts';
import { useOwnProject } from '../project.ts';
import { closeOf, run, start } from './command.ts';
import { reconciled, set, told } from './recount.ts';
import { type School, signs, soundSchool } from './world.ts';

const projectId = useOwnProject('reconcile');

afterAll(async () => {
  await lanes().close();
  await closeStreamingFirestore();
  await firestore().terminate();
});

/** All that the database holds, by path. */
async function everything(): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>();
  const walk = async (collections: FirebaseFirestore.CollectionReference[]): Promise<void> => {
    for (const collection of collections) {
      for (const document of await collection.listDocuments()) {
        const data = (await document.get()).data();
        if (data !== undefined) found.set(document.path, data);
        await walk(await document.listCollections());
      }
    }
  };
  await walk(await firestore().listCollections());
  return found;
}

/** One of each kind; returns where each was planted and what of it is off. */
async function plantDrift({ courseId, students, authorizationId }: School) {
  const [one, two] = students;
  if (one === undefined || two === undefined) throw new Error('the school has two students at least');
  const planted: [StageName, string, object][] = [
    ['balances', enrollmentDoc(one).path, { amountPaid: 49_900, accessStatus: 'LOCKED' }],
    ['seats', seatsDoc(courseId).path, { taken: 99 }],
    ['units', authorizationDoc(authorizationId).path, { reservedUnits: 7, consumedUnits: 7 }],
    [
      'quizzes',
      quizRecordDoc({ ...one, quizId: finalExam }).path,
      { attemptsUsed: 0, bestPercent: 100, passed: true },
    ],
    ['hours', enrollmentDoc(two).path, { creditedSeconds: 7_200, adjustedSeconds: 0 }],
    ['lessons', lessonProgressDoc({ ...two, lessonId: signs }).path, { creditedSeconds: 9 }],
    ['summaries', summaryDoc(two.userId).path, { studySeconds: 1 }],
    ['totals', totalsDoc(courseId).path, { enrolled: 0, revenue: { usd: -5 } }],
  ];
  for (const [, path, fields] of planted) await set(path, fields);
  return planted.map(([stage, path, fields]) => [stage, path, Object.keys(fields)] as const);
}

describe('a sound school', () => {
  it('has no drift, and a dry run writes nothing', async () => {
    await soundSchool({ students: 2 });
    const before = await everything();
    const { drifts, tally } = await reconciled({ mode: 'dryRun' });
    expect(drifts).toEqual([]);
    expect(tally?.checked).toBeGreaterThan(10);
    expect(await everything()).toEqual(before);
  });
});

describe('drift of every kind', () => {
  let school: School;
  let planted: Awaited<ReturnType<typeof plantDrift>>;

  beforeAll(async () => {
    school = await soundSchool({ students: 3 });
    planted = await plantDrift(school);
  });

  it('is told by document and field, with nothing written', async () => {
    const before = await everything();
    const { code, lines } = await run({ projectId, args: [] });
    expect(code).toBe(1);
    const sum = lines.at(-1);
    expect(sum).toMatchObject({ repaired: 0, runId: null, peakRssMiB: expect.any(Number) });
    for (const [stage, path, fields] of planted) {
      const line = lines.find(each => each['stage'] === stage && each['path'] === path);
      expect(line).toMatchObject({ outcome: 'found' });
      expect(JSON.stringify(line)).toContain(`"field":"${fields[0]}"`);
    }
    // The totals' and summaries' sources drifted as well, so that more than what was planted may be told of these.
    const others = lines
      .slice(0, -1)
      .filter(line => !['summaries', 'totals'].includes(String(line['stage'])));
    expect(others).toHaveLength(planted.length - 2);
    expect(await everything()).toEqual(before);
  });

  it('is found by the nightly schedule, lessons excepted, which repairs nothing', async () => {
    const before = await everything();
    const tally = await reconcileNightly({ runId: Id.parse('nightly-2026-05-04') });
    expect(tally).toMatchObject({ repaired: 0, contradicting: 0 });
    expect(tally.drifted).toBeGreaterThanOrEqual(planted.length - 1);
    const after = new Map(await everything());
    after.delete('reconciliations/nightly-2026-05-04');
    expect(after).toEqual(before);
  });

  it('is repaired with --apply and told; history stays; a second run changes nothing', async () => {
    const before = await everything();
    const first = await run({ projectId, args: ['--apply', '--run', 'mending'] });
    expect(first.code).toBe(1);
    const sum = first.lines.at(-1);
    expect(sum).toMatchObject({ runId: 'mending', contradicting: 0, unsettled: 0 });
    expect(sum?.['repaired']).toBe(sum?.['drifted']);
    const after = await everything();
    const isHistory = (path: string) =>
      /\/(ledger|events|days|attempts|adjustments|reservations)\//.test(path);
    for (const [path, data] of before) if (isHistory(path)) expect(after.get(path)).toEqual(data);
    const rows = [...after.keys()].filter(path => isHistory(path) && !before.has(path));
    expect(rows.map(path => path.replace(/.*\/(\w+)\/reconciled_mending_.*/, '$1')).sort()).toEqual([
      'adjustments',
      'ledger',
      'ledger',
    ]);
    const corrections = [...after.keys()].filter(path => path.startsWith('reconciliations/mending_'));
    expect(corrections).toHaveLength(Number(sum?.['repaired']));
    const [one] = school.students;
    expect(one && after.get(enrollmentDoc(one).path)).toMatchObject({
      amountPaid: 59_900,
      accessStatus: 'ACTIVE',
      paymentStatus: 'COMPLETED',
    });
    const second = await run({ projectId, args: ['--apply', '--run', 'again'] });
    expect(second).toMatchObject({ code: 0, lines: [{ drifted: 0, repaired: 0 }] });
    const last = new Map(await everything());
    last.delete('reconciliations/again');
    expect(last).toEqual(after);
  });
});

describe('what cannot be told', () => {
  it('is left alone and named: days that do not agree with sessions, and what nobody can read', async () => {
    const { students } = await soundSchool({ students: 2 });
    const [one, two] = students;
    if (one === undefined || two === undefined) throw new Error('no students');
    await set(studyDayDoc({ ...one, dayKey: '2026-05-04' }).path, { creditedSeconds: 1 });
    await set(`${enrollmentDoc(two).path}/ledger/pi_1`, { effect: 'much' });
    const { drifts } = await reconciled({ mode: 'apply', runId: 'told', stages: ['balances', 'hours'] });
    expect(told(drifts)).toEqual([
      ['balances', enrollmentDoc(two).path, '', 'contradicting'],
      ['hours', enrollmentDoc(one).path, '', 'contradicting'],
    ]);
    expect(drifts.flatMap(({ contradictions }) => contradictions)).toEqual([
      `${enrollmentDoc(two).path}/ledger/pi_1 cannot be read`,
      'its days have 1 seconds, its sessions 3600',
    ]);
    await set(studyDayDoc({ ...one, dayKey: '2026-05-04' }).path, { creditedSeconds: 3_600 });
    await set(`${enrollmentDoc(two).path}/ledger/pi_1`, {
      effect: { total: 0, paid: 59_900, refunded: 0, disputed: 0 },
    });
  });
});

describe('the command', () => {
  it('refuses what it does not know, and helps', async () => {
    const help = start({ projectId, args: ['--help'] });
    expect(await closeOf(help)).toBe(0);
    const wrong = start({ projectId, args: ['--only', 'wishes'] });
    expect(await closeOf(wrong)).toBe(2);
  });
});
