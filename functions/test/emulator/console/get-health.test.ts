import { HealthReporter } from '../../../src/commit/health-reporter.ts';
import { healthDoc, laneMetrics, lanes } from '../../../src/commit/index.ts';
import { getHealth } from '../../../src/console/get-health.ts';
import { GetHealthAnswer } from '../../../src/console/wire.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { log } from '../../../src/platform/log.ts';
import { newTally } from '../../../src/reconciliation/saved-run.ts';
import { correctionDoc, runDoc } from '../../../src/reconciliation/store.ts';
import { newStaff } from '../audit/staff.ts';
import { call } from '../call.ts';
import { useOwnProject } from '../project.ts';
import { blameOf, newId, put } from './world.ts';

useOwnProject('console-health');

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

const asking = (uid: string) => call(getHealth, { uid, data: {} });
const health = async () => GetHealthAnswer.parse(await asking(await newStaff()));

const MINUTE_MS = 60_000;
const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * MINUTE_MS);
const counts = { commands: 10, applied: 8, replayed: 1, refused: 1, commits: 3, transactions: 1 };
const failed = { conflicts: 2, rereads: 1, isolations: 2, unknownOutcomes: 1 };
// One of those applied had nothing to write.
const lanesSaid = { ...counts, ...failed, committed: 7, retries: 3, giveUps: 1 };

const reported = ({ name, minutes }: { name: string; minutes: number }) => {
  const key = { functionName: Id.parse(name), instanceId: newId('instance') };
  return put(healthDoc(key), {
    ...{ ...key, lanes: lanesSaid, retry: { calls: 5, attempts: 6, retries: 1, giveUps: 0 } },
    startedAt: minutesAgo(120),
    reportedAt: minutesAgo(minutes),
    expireAt: minutesAgo(-1_000),
  });
};

describe('a school that has just opened', () => {
  it('is in good health: nothing was said, nothing waits, nothing was recounted', async () => {
    const answer = await health();
    expect(answer).toMatchObject({
      lanes: { instances: 0, commands: 0, commandsPerCommit: 0 },
      backlog: { receivedEvents: 0, parkedEvents: 0, outbox: 0, suspense: 0 },
      ...{ drift: null, byFunction: [], reportsLeftOut: 0 },
    });
  });
});

describe('what instances said within the last hour', () => {
  it('is added up, by function too; what is older is forgotten', async () => {
    for (const minutes of [1, 59]) await reported({ name: 'enroll', minutes });
    await reported({ name: 'heartbeat', minutes: 30 });
    await reported({ name: 'heartbeat', minutes: 61 });
    const { lanes: all, retry, byFunction } = await health();
    expect(all).toEqual({
      ...{ instances: 3, commands: 30, commits: 12, commandsPerCommit: 1.75, replayed: 3, refused: 3 },
      ...{ conflicts: 6, rereads: 3, isolations: 6, unknownOutcomes: 3, retries: 9, giveUps: 3 },
    });
    expect(retry).toEqual({ calls: 15, attempts: 18, retries: 3, giveUps: 0 });
    expect(byFunction).toMatchObject([
      { name: 'enroll', instances: 2, commands: 20, conflicts: 4, giveUps: 2 },
      { name: 'heartbeat', instances: 1, commands: 10 },
    ]);
    const newest = byFunction.map(({ reportedAt }) => Date.now() - Date.parse(reportedAt));
    expect(newest[0]).toBeLessThan(30 * MINUTE_MS);
  });
});

describe('a report of another version, while a deployment goes on', () => {
  it('is left out and said to be, and the page of all others still comes', async () => {
    await firestore()
      .doc('health/older_1')
      .set({ functionName: 'older', reportedAt: minutesAgo(1) });
    const { byFunction, reportsLeftOut } = await health();
    expect(byFunction.map(({ name }) => name)).not.toContain('older');
    expect(reportsLeftOut).toBe(1);
  });
});

describe('what waits', () => {
  it('is counted where it lies', async () => {
    const states = [
      ...['received', 'received', 'parked', 'applied'].map(state => ({ in: 'stripeEvents', state })),
      ...['PENDING', 'PARKED', 'DONE'].map(state => ({ in: 'outbox', state })),
      ...['OPEN', 'CLAIMED'].map(state => ({ in: 'suspense', state })),
    ];
    for (const { in: collection, state } of states) await firestore().collection(collection).add({ state });
    const { backlog } = await health();
    expect(backlog).toEqual({ receivedEvents: 2, parkedEvents: 1, outbox: 2, suspense: 1 });
  });
});

describe('the newest recount', () => {
  it('is told, whatever it repaired since', async () => {
    const run = { mode: 'dryRun', stages: ['seats'], after: null } as const;
    const recounted = (runId: string, minutes: number) =>
      put(runDoc(Id.parse(runId)), {
        ...{ ...run, stages: ['seats'], runId: Id.parse(runId), stage: null },
        ...{
          tally: { ...newTally, checked: minutes },
          startedAt: minutesAgo(minutes),
          savedAt: minutesAgo(minutes - 1),
        },
      });
    await recounted('nightly-1', 2_000);
    await recounted('nightly-2', 500);
    await put(correctionDoc(Id.parse('nightly-2_a')), {
      ...{ runId: Id.parse('nightly-2'), stage: 'seats', path: 'courses/a', differences: [], at: new Date() },
    });
    expect((await health()).drift).toMatchObject({
      runId: 'nightly-2',
      isDone: true,
      checked: 500,
      drifted: 0,
    });
  });
});

describe('a report', () => {
  const reportsOf = async (name: string) =>
    (await firestore().collection('health').where('functionName', '==', name).get()).docs.map(document =>
      document.data(),
    );

  it('is written once a minute, however many commands are answered, and counts itself out', async () => {
    laneMetrics.reset();
    let now = new Date('2026-03-10T14:00:00Z');
    const submitted: Promise<unknown>[] = [];
    const reporter = new HealthReporter({
      name: Id.parse('reporting'),
      clock: { now: () => now },
      submit: command => {
        const answer = lanes().submit(command);
        submitted.push(answer);
        return answer;
      },
    });
    for (const seconds of [0, 1, 59, 60, 61]) {
      now = new Date(Date.UTC(2026, 2, 10, 14, 0, seconds));
      reporter.commandAnswered();
      await Promise.all(submitted);
    }
    expect(submitted).toHaveLength(2);
    const [report, ...others] = await reportsOf('reporting');
    expect(others).toEqual([]);
    expect(report).toMatchObject({ lanes: { commands: 0, applied: 0, commits: 0 } });
    expect(laneMetrics.snapshot().byOperation['reportHealth']).toMatchObject({
      ...{ commands: 2, documentsRead: 1, documentsWritten: 2 },
    });
  });

  it('that cannot be written fails nobody, and is a line in the log', async () => {
    const warn = jest.spyOn(log, 'warn').mockImplementation(() => undefined);
    const reporter = new HealthReporter({
      name: Id.parse('unlucky'),
      clock: { now: () => new Date() },
      submit: () => Promise.reject(new Error('no database')),
    });
    expect(() => reporter.commandAnswered()).not.toThrow();
    await new Promise(resolve => setImmediate(resolve));
    expect(warn.mock.calls).toEqual([['healthNotReported', { error: 'Error' }]]);
    warn.mockRestore();
  });
});

describe('who asks', () => {
  it.each(['auditor', 'instructor'] as const)('as an %s is refused', async role => {
    expect(await blameOf(asking(await newStaff(role)))).toBe('ROLE_REQUIRED');
  });
});
