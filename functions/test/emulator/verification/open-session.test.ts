import type { Doc } from '../../../src/commit/index.ts';
import { lanes, type View } from '../../../src/commit/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { plainOf } from '../../../src/platform/plain.ts';
import { openSessionSecondsOf } from '../../../src/verification/open-session.ts';
import { useOwnProject } from '../project.ts';
import { learner, session } from './checks.ts';

useOwnProject('open-session');

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

/** The documents as they are now, as the lane would show them. */
async function viewOf(paths: readonly string[]): Promise<View> {
  const found = await Promise.all(paths.map(path => firestore().doc(path).get()));
  const data = new Map(found.map(each => [each.ref.path, plainOf(each.data())]));
  return {
    now: new Date(),
    get: <T extends object>({ path, schema }: Doc<T>) =>
      data.get(path) === undefined ? undefined : schema.parse(data.get(path)),
  };
}

describe('what an open session has earned', () => {
  it('is what it has when it is decided upon', async () => {
    const key = await learner();
    await session(key, { creditedSeconds: 30 });
    const open = await openSessionSecondsOf(key);
    const paths = open.loads.map(({ doc }) => doc.path);
    const [, sessionPath = ''] = paths;
    await firestore().doc(sessionPath).update({ creditedSeconds: 90 });
    expect(open.in(await viewOf(paths))).toBe(90);
  });

  it('is nothing once it has closed: its seconds are on the enrollment', async () => {
    const key = await learner();
    await session(key, { creditedSeconds: 30 });
    const open = await openSessionSecondsOf(key);
    const paths = open.loads.map(({ doc }) => doc.path);
    await firestore()
      .doc(paths[1] ?? '')
      .update({ endedAt: new Date() });
    expect(open.in(await viewOf(paths))).toBe(0);
  });

  it('has to be looked for again if another session is open by then', async () => {
    const key = await learner();
    const before = await openSessionSecondsOf(key);
    await session(key, { creditedSeconds: 30 });
    const first = await openSessionSecondsOf(key);
    await session(key, { creditedSeconds: 40 });
    for (const open of [before, first]) {
      const view = await viewOf(open.loads.map(({ doc }) => doc.path));
      expect(open.in(view)).toMatchObject({ kind: 'refused', reason: 'STALE_READ' });
    }
  });
});
