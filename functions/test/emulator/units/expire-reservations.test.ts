import { laneMetrics, lanes } from '../../../src/commit/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import {
  endOverdueReservations,
  expireReservationCommand,
  expireReservations,
} from '../../../src/units/expire-reservations.ts';
import { reservationDoc } from '../../../src/units/store.ts';
import { useOwnProject } from '../project.ts';
import { consuming, expectSound, granted, inHours, reserving, storedOf } from './driving.ts';

useOwnProject('units-expiry');

afterAll(() => lanes().close());

const after = (hours: number): Date => new Date(inHours(hours));
const counts = (changes: object) => ({ expired: 0, unchanged: 0, failed: 0, ...changes });

afterEach(async () => {
  for (const { ref } of (await firestore().collectionGroup('reservations').get()).docs) await ref.delete();
});

describe('expireReservations', () => {
  it('gives back what nobody spoke of a day after the lesson, page after page; a second run changes nothing', async () => {
    const driving = await granted({ totalUnits: 200 });
    await Promise.all(
      Array.from({ length: 120 }, (_, index) => reserving(driving, { startsAt: inHours(30 + (index % 5)) })),
    );
    expect(await endOverdueReservations({ now: after(54) })).toEqual(counts({}));
    laneMetrics.reset();
    expect(await endOverdueReservations({ now: after(59) })).toEqual(counts({ expired: 120 }));
    // Those of one authorization share commits, so it is written once for each page.
    expect(laneMetrics.snapshot().total.documentsWritten).toBe(2 * 120 + 3);
    expect(await endOverdueReservations({ now: after(59) })).toEqual(counts({}));
    expect(await expectSound(driving)).toMatchObject({ reservedUnits: 0, consumedUnits: 0 });
    const { entries } = await storedOf(driving);
    expect(entries.filter(({ kind }) => kind === 'expired')).toHaveLength(120);
  });

  it('one hold that cannot be ended holds up none of the others, and the scheduler is told', async () => {
    const [driving, other] = [await granted(), await granted()];
    const { reservationId } = await reserving(driving);
    await reserving(other);
    const broken = firestore().doc(reservationDoc({ ...driving, reservationId }).path);
    await broken.update({ units: 'broken' });
    expect(await endOverdueReservations({ now: after(100) })).toEqual(counts({ expired: 1, failed: 1 }));
    await broken.update({ endsAt: new Date(0) });
    const run = { scheduleTime: '2026-03-01T09:15:00Z' };
    await expect(expireReservations.run(run)).rejects.toThrow('could not be ended: 1');
    await broken.update({ units: 1 });
    await expireReservations.run(run);
    expect((await broken.get()).get('state')).toBe('EXPIRED');
    await expectSound(driving);
  });

  it('a lesson that was consumed after the run found it stays consumed', async () => {
    const driving = await granted();
    const { reservationId } = await reserving(driving);
    await consuming(driving, { reservationId });
    const key = { authorizationId: driving.authorizationId, reservationId: Id.parse(reservationId) };
    const { outcome } = await lanes().submit(expireReservationCommand({ key, now: after(100) }));
    expect(outcome).toEqual({ result: 'unchanged' });
    await expectSound(driving);
  });
});
