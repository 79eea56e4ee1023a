import { COURSE, expect, readEnrollment, StepError, type World } from '../world.ts';

const PAYMENTS = 1_000;
const AMOUNT = 59;

/** A thousand signed webhooks for one enrollment, as many at once as the connections carry. */
export async function thousandPayments(world: World): Promise<string> {
  const { stack, db, classmate: payer } = world;
  const metadata = { userId: payer.uid, courseId: COURSE };
  const { payments } = await stack.stripe.control.createSucceededPayments({
    payments: Array.from({ length: PAYMENTS }, () => ({ amount: AMOUNT, metadata })),
  });
  const startedAt = performance.now();
  const { results } = await stack.stripe.control.deliverEvents({
    eventIds: payments.map(({ eventId }) => eventId),
    concurrency: 200,
  });
  const seconds = (performance.now() - startedAt) / 1_000;
  const refused = results.find(({ status }) => status !== 200);
  if (refused !== undefined)
    throw new StepError(`A delivery was answered ${refused.status ?? refused.error}.`);

  const enrollment = await readEnrollment({ world, uid: payer.uid });
  expect(enrollment?.amountPaid === PAYMENTS * AMOUNT, 'all thousand are in the balance, each once');
  const ledger = await db
    .collection(`users/${payer.uid}/courses/${COURSE}/ledger`)
    .where('kind', '==', 'payment')
    .get();
  // All entries of one commit bear the moment at which they were decided.
  const commits = new Set(ledger.docs.map(entry => entry.get('recordedAt').toMillis())).size;
  const p95 = percentile95(results.map(({ durationMs }) => durationMs));
  return `${PAYMENTS} × 0.59 in ${seconds.toFixed(1)} s over HTTP: ${commits} commits, p95 ${p95} ms; each counted once`;
}

function percentile95(durationsMs: readonly number[]): number {
  const sorted = [...durationsMs].sort((a, b) => a - b);
  return Math.round(sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0);
}
