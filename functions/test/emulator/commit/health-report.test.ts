import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { apply, type Command, create, HealthReport, lanes, toExpectNew } from '../../../src/commit/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { plainOf } from '../../../src/platform/plain.ts';
import { refuse } from '../../../src/platform/refusal.ts';
import { useOwnProject } from '../project.ts';

useOwnProject('health');
process.env.HEALTH_REPORT_NAME = 'a-function';

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

const Nothing = z.object({});

/** Makes a document of its own, or refuses to. */
function command({ isRefused }: { isRefused: boolean }): Command<Record<string, never>> {
  const doc = { path: `things/${randomUUID()}`, schema: Nothing };
  return {
    operation: 'makeThing',
    aggregate: doc.path,
    receipt: 'state',
    loads: [toExpectNew(doc)],
    outcomeSchema: Nothing,
    decide: () => (isRefused ? refuse('SOLD_OUT') : apply({}, [create(doc, {})])),
  };
}

const reports = async () => {
  const found = await firestore().collection('health').get();
  return z.array(HealthReport).parse(found.docs.map(document => plainOf(document.data())));
};

describe('an instance with a name to report under', () => {
  it('that has answered nothing yet says nothing', async () => {
    lanes();
    expect(await reports()).toEqual([]);
  });

  it('says after its first answer how it is doing, once for all that follow within the minute', async () => {
    await lanes().submit(command({ isRefused: false }));
    await expect(lanes().submit(command({ isRefused: true }))).rejects.toThrow('SOLD_OUT');
    await lanes().idle();
    const [report, ...others] = await reports();
    expect(others).toEqual([]);
    expect(report).toMatchObject({
      functionName: 'a-function',
      lanes: { commands: 1, applied: 1, commits: 1, committed: 1 },
    });
    const keptMs = Number(report?.expireAt) - Number(report?.reportedAt);
    expect(keptMs).toBe(86_400_000);
  });
});
