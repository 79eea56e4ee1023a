import { lanes } from '../../../src/commit/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { useOwnProject } from '../project.ts';
import { run } from './command.ts';
import { soundSchool } from './world.ts';

const projectId = useOwnProject('reconcile-ends');

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

/** More than connections and buffers hold, so that a stream of it is still open when its reader has seen enough. */
async function manyEntriesOfOthers(): Promise<void> {
  const effect = 'x'.repeat(50_000);
  const ledger = firestore().collection('suspense').doc('of-nobody').collection('ledger');
  for (let written = 0; written < 400; written += 40) {
    const batch = firestore().batch();
    for (let number = 0; number < 40; number += 1) batch.create(ledger.doc(), { effect });
    await batch.commit();
  }
}

test('a recount that leaves most of the records unread ends when it is done, and tells all it found', async () => {
  const { authorizationId } = await soundSchool({ students: 1 });
  await manyEntriesOfOthers();
  await firestore().doc(`authorizations/${authorizationId}`).update({ reservedUnits: 7 });
  // Streams left open kept the command alive for ten minutes: far beyond the time that a test may take.
  const { code, lines } = await run({ projectId, args: ['--only', 'units'] });
  expect(code).toBe(1);
  expect(lines).toMatchObject([{ stage: 'units', outcome: 'found' }, { drifted: 1 }]);
});
