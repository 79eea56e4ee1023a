import { setTimeout } from 'node:timers/promises';
import { FieldValue } from '@google-cloud/firestore';
import { lanes } from '../../../src/commit/index.ts';
import { enrollmentDoc } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { closeStreamingFirestore } from '../../../src/platform/stream-query.ts';
import { useOwnProject } from '../project.ts';
import { reconciled, set, told } from './recount.ts';
import { entryOf, soundStudent } from './world.ts';

useOwnProject('reconcile-while-paying');

afterAll(async () => {
  await lanes().close();
  await closeStreamingFirestore();
  await firestore().terminate();
});

describe('payments that land meanwhile', () => {
  /** Adds payments of 1.00 as the functions do, entry and balance in one commit, until told to stop. */
  function keepPaying({ path, everyMs }: { path: string; everyMs: number }) {
    const account = firestore().doc(path);
    let isOver = false;
    let payments = 0;
    const paying = (async () => {
      while (!isOver) {
        payments += 1;
        const entryId = Id.parse(`pi_more_${payments}`);
        const effect = { total: 0, paid: 100, refunded: 0, disputed: 0 };
        const batch = firestore().batch();
        batch.create(
          account.collection('ledger').doc(entryId),
          entryOf({ entryId, kind: 'payment', effect }),
        );
        batch.update(account, {
          amountPaid: FieldValue.increment(100),
          creditBalance: FieldValue.increment(100),
        });
        await batch.commit();
        await setTimeout(everyMs);
      }
    })();
    return async (): Promise<number> => {
      isOver = true;
      await paying;
      return 59_900 + payments * 100;
    };
  }

  it('are no drift', async () => {
    const { path } = enrollmentDoc(await soundStudent({ courseId: Id.parse('paid-course') }));
    const stop = keepPaying({ path, everyMs: 100 });
    let roundsAtRest = 0;
    for (let round = 0; round < 20; round += 1) {
      const { drifts } = await reconciled({ mode: 'dryRun', stages: ['balances'] });
      // An account that was never found at rest is told, and is no drift.
      expect(told(drifts.filter(({ outcome }) => outcome !== 'unsettled'))).toEqual([]);
      if (drifts.length === 0) roundsAtRest += 1;
    }
    expect(roundsAtRest).toBeGreaterThan(0);
    expect((await firestore().doc(path).get()).get('amountPaid')).toBeLessThanOrEqual(await stop());
  });

  it('are not lost beside a repair', async () => {
    const { path } = enrollmentDoc(await soundStudent({ courseId: Id.parse('paid-course') }));
    await set(path, { amountPaid: 1, amountRefunded: 1 });
    const stop = keepPaying({ path, everyMs: 1_000 });
    const outcomes: unknown[] = [];
    // Whoever never finds the account at rest says so, and comes again.
    while (!outcomes.includes('repaired') && outcomes.length < 30) {
      const runId = `beside-${outcomes.length}`;
      const { drifts } = await reconciled({ mode: 'apply', runId, stages: ['balances'] });
      outcomes.push(...drifts.map(({ outcome }) => outcome));
    }
    const paid = await stop();
    expect(outcomes.at(-1)).toBe('repaired');
    expect(new Set(outcomes.slice(0, -1))).toEqual(new Set(outcomes.length > 1 ? ['unsettled'] : []));
    expect((await firestore().doc(path).get()).data()).toMatchObject({
      amountPaid: paid,
      amountRefunded: 0,
      creditBalance: paid - 59_900,
    });
  });
});
