import { once } from 'node:events';
import { lanes } from '../../../src/commit/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { closeStreamingFirestore } from '../../../src/platform/stream-query.ts';
import { useOwnProject } from '../project.ts';
import { closeOf, ended, start } from './command.ts';
import { reconciled } from './recount.ts';
import { soundStudent } from './world.ts';

const projectId = useOwnProject('reconcile-killed');

afterAll(async () => {
  await lanes().close();
  await closeStreamingFirestore();
  await firestore().terminate();
});

describe('a run that is killed', () => {
  it('goes on where it was, and repairs everything once', async () => {
    const courseId = Id.parse('course-of-many');
    const count = 700;
    for (let from = 0; from < count; from += 50)
      await Promise.all(Array.from({ length: 50 }, () => soundStudent({ courseId })));
    const all = await firestore().collectionGroup('courses').where('courseId', '==', courseId).get();
    const drifted = all.docs.filter((_, index) => index % 7 === 0);
    await Promise.all(drifted.map(({ ref }) => ref.update({ amountPaid: 1 })));
    const args = ['--apply', '--run', 'killed', '--only', 'balances'];
    const child = start({ projectId, args });
    const closed = closeOf(child);
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await closed;
    const place = await firestore().doc('reconciliations/killed').get();
    const { code, lines, err } = await ended(start({ projectId, args }));
    expect({ code, said: lines.length === 0 ? err : '' }).toEqual({ code: 1, said: '' });
    expect(lines.at(-1)).toMatchObject({ drifted: drifted.length, repaired: drifted.length });
    // Unless it was killed before its first page was saved.
    if (place.exists) expect(place.get('stage')).toBe('balances');
    const corrections = await firestore().collection('reconciliations').where('path', '>=', 'users/').get();
    const ofRun = corrections.docs.filter(document => document.get('runId') === 'killed');
    expect(ofRun).toHaveLength(drifted.length);
    expect(new Set(ofRun.map(document => document.get('path'))).size).toBe(drifted.length);
    const { drifts } = await reconciled({ mode: 'dryRun', stages: ['balances'] });
    expect(drifts).toEqual([]);
  });
});
