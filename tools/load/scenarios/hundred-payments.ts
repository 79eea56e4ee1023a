import { balanceEqualsLedger } from '../../../functions/src/enrollments/balance.ts';
import { Enrollment, LedgerEntry } from '../../../functions/src/enrollments/schema.ts';
import { openFirestore } from '../../../functions/src/platform/firestore.ts';
import { plainOf } from '../../../functions/src/platform/plain.ts';
import { mustBeNone } from '../../bench/bar.ts';
import { showProgress } from '../driver/progress.ts';
import type { Person } from '../driver/tokens.ts';
import { WebhookDoor } from '../driver/webhook-door.ts';
import type { LoadContext, Measured } from '../measured.ts';
import { COURSE, PRICE } from '../school/catalog.ts';
import { admitStudents, openSchool } from '../school/school.ts';
import type { LoadTarget } from '../target.ts';
import { countPaid } from './paid-once.ts';

/** As many as the double sends in one go. */
const SENT_TOGETHER = 500;
const FLUSH_MS = 60_000;

/** In minor units, what a card takes at least; beyond the tuition it is credit. */
const LEAST_AMOUNT = 50;

/** So many payments to one enrollment at once, each a signed webhook of its own; then all of them again. */
export async function hundredPayments(context: LoadContext): Promise<Measured> {
  const { target, driver, setUpDriver, options, runId, say } = context;
  await openSchool(target);
  const [student] = await admitStudents({ target, driver: setUpDriver, prefix: runId, count: 1 });
  if (student === undefined) throw new Error('no student was admitted');
  const amount = Math.max(LEAST_AMOUNT, Math.floor(PRICE / options.clients));
  const metadata = { userId: student.uid, courseId: COURSE };
  const { payments } = await target.stripe.control.createSucceededPayments({
    payments: Array.from({ length: options.clients }, () => ({ amount, metadata })),
  });
  const door = await WebhookDoor.open({ driver, target });
  const endProgress = showProgress({ name: 'payments', durationMs: 0, driver });
  try {
    const eventIds = payments.map(({ eventId }) => eventId);
    driver.recorder.restart();
    say(`${options.clients} payments to one enrollment at once …`);
    const repeatedFirst = await deliver({ target, eventIds });
    const firstSeconds = driver.recorder.elapsedSeconds;
    const first = await readAccount({ target, student });
    say('The same again …');
    context.marks.add('all of them again');
    const repeatedAgain = await deliver({ target, eventIds });
    const seconds = driver.recorder.elapsedSeconds;
    const again = await readAccount({ target, student });
    const paymentIntentIds = payments.map(({ paymentIntentId }) => paymentIntentId);
    const { missing, doubled } = countPaid({ paymentIntentIds, amount, ...again });
    return {
      recorder: driver.recorder,
      seconds,
      peers: {},
      ratios: {},
      measures: {
        payments: options.clients,
        'payments per second, from the first to the last': Math.round(options.clients / firstSeconds),
        'commits of all payments': commitsOf(first),
        'deliveries that Stripe had to repeat': repeatedFirst + repeatedAgain,
      },
      bars: [
        mustBeNone({ what: 'webhooks never answered 200', measured: door.pending }),
        mustBeNone({ what: 'payments not recorded', measured: missing }),
        mustBeNone({ what: 'payments recorded twice', measured: doubled }),
        mustBeNone({ what: 'balances that are not their ledger’s', measured: again.isBalanced ? 0 : 1 }),
        mustBeNone({ what: 'writes by the same again', measured: first.version === again.version ? 0 : 1 }),
      ],
      notes: ['Latencies are from the first attempt of a delivery to its 200.'],
    };
  } finally {
    endProgress();
    await door.close();
  }
}

/** @returns how many Stripe had to send again: it does so with whatever was not answered 200 */
async function deliver(input: { target: LoadTarget; eventIds: readonly string[] }): Promise<number> {
  const { target, eventIds } = input;
  const parts = Array.from({ length: Math.ceil(eventIds.length / SENT_TOGETHER) }, (_, index) =>
    eventIds.slice(index * SENT_TOGETHER, (index + 1) * SENT_TOGETHER),
  );
  const sent = await Promise.all(
    parts.map(part => target.stripe.control.deliverEvents({ eventIds: part, concurrency: SENT_TOGETHER })),
  );
  const failed = sent.flatMap(({ results }) => results).filter(({ delivered }) => !delivered);
  if (failed.length > 0) {
    await target.stripe.control.resendEvents({ eventIds: failed.map(({ eventId }) => eventId) });
    await target.stripe.control.flush({ timeoutMs: FLUSH_MS });
  }
  return failed.length;
}

type Account = Awaited<ReturnType<typeof readAccount>>;

async function readAccount({ target, student }: { target: LoadTarget; student: Person }) {
  const db = openFirestore({ projectId: target.projectId, host: target.firestoreHost });
  try {
    const doc = db.doc(`users/${student.uid}/courses/${COURSE}`);
    const [snapshot, ledger] = await Promise.all([doc.get(), doc.collection('ledger').get()]);
    const enrollment = Enrollment.parse(plainOf(snapshot.data()));
    const entries = ledger.docs.map(each => LedgerEntry.parse(plainOf(each.data())));
    return {
      amountPaid: enrollment.amountPaid,
      booked: entries.filter(({ kind }) => kind === 'payment'),
      isBalanced: balanceEqualsLedger(enrollment, entries),
      /** Changes with every write to the enrollment. */
      version: String(snapshot.updateTime?.valueOf()),
    };
  } finally {
    await db.terminate();
  }
}

/** All entries of one commit bear the moment at which they were decided. */
const commitsOf = ({ booked }: Account): number =>
  new Set(booked.map(({ recordedAt }) => recordedAt.getTime())).size;
