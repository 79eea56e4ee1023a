import { type Bar, mustBeNone } from './bar.ts';
import { type Figures, figuresOf, ratio } from './figures.ts';
import { type Heap, type Instances, startInstances } from './instances.ts';
import { contentionNote } from './notes.ts';
import { errorsOf, type PaidRound, payRound } from './pay-round.ts';
import type { Work } from './protocol.ts';
import type { BenchContext, BenchResult } from './result.ts';
import { enrollStudent, openCourse } from './school.ts';
import type { SubjectName } from './subjects/load-subject.ts';

const PAYMENTS = 1_000;
const ROUNDS = 7;
/**
 * For both alike, before what counts: instances that have served for a while are what a school has. Few at first, since
 * on a cold emulator a thousand increments wait for each other's locks for minutes.
 */
const WARM_UPS = [200, 200, PAYMENTS, PAYMENTS];
/** More at once would take minutes, and tell no more. */
const TRANSACTIONS = 100;
/** What an instance of the functions may hold with all payments waiting. */
const MEMORY_MIB = 256;

type Options = {
  name: string;
  instances: number;
  /** p95 of the lane as a share of the increment batch's. */
  maxRatio: number;
};

/** Everybody pays to one enrollment at once: through the lanes, by `increment()`, in transactions, read and written back. */
export async function hotEnrollment(options: Options, context: BenchContext): Promise<BenchResult> {
  const started: Instances[] = [];
  const start = async (subject: SubjectName, heap: Heap = 'asDeployed'): Promise<Instances> => {
    const { instances } = options;
    const all = await startInstances({ subject, instances, env: context.env, heap });
    started.push(all);
    return all;
  };
  try {
    await openCourse({ lanes: context.lanes, courseId: options.name, capacity: 100, waitlistCapacity: 0 });
    const lane = await start('lanePayments');
    const batch = await start('incrementBatch');
    const transactions = await start('transaction');
    const writeBack = await start('readModifyWrite');
    const subjects = { lane, batch, transactions, writeBack };
    return resultOf({ options, measured: await measure({ options, context, ...subjects }) });
  } finally {
    await Promise.all(started.map(instances => instances.stop()));
  }
}

type Measured = Readonly<
  Record<'lane' | 'again' | 'batch' | 'transactions' | 'writeBack', readonly PaidRound[]>
>;

async function measure(input: {
  options: Options;
  context: BenchContext;
  lane: Instances;
  batch: Instances;
  transactions: Instances;
  writeBack: Instances;
}): Promise<Measured> {
  const { options, context, lane, batch, transactions, writeBack } = input;
  const measured: Record<'lane' | 'again' | 'batch', PaidRound[]> = { lane: [], again: [], batch: [] };
  const pay = async ({ of, run, count = PAYMENTS }: { of: Instances; run: string; count?: number }) => {
    const work = workOf({ options, of, run, count });
    await enrollStudent({ lanes: context.lanes, courseId: work.courseId, userId: work.userId });
    context.say(`${options.name}: ${of.subject}, ${count} payments at once (${run}) …`);
    return payRound({ instances: of, work });
  };
  for (const [index, count] of WARM_UPS.entries()) {
    const run = `warmUp${index + 1}`;
    await pay({ of: lane, run, count });
    await pay({ of: batch, run, count });
  }
  for (let index = 1; index <= ROUNDS; index += 1) {
    const run = `round${index}`;
    // In turn, so that neither always meets the machine as the other left it.
    if (index % 2 === 0) measured.batch.push(await pay({ of: batch, run }));
    measured.lane.push(await pay({ of: lane, run }));
    measured.again.push(
      await payRound({ instances: lane, work: workOf({ options, of: lane, run, count: PAYMENTS }) }),
    );
    if (index % 2 === 1) measured.batch.push(await pay({ of: batch, run }));
  }
  await pay({ of: writeBack, run: 'warmUp', count: TRANSACTIONS });
  const writtenBack = [await pay({ of: writeBack, run: 'round1' })];
  await pay({ of: transactions, run: 'warmUp', count: options.instances });
  const inTransactions = [await pay({ of: transactions, run: 'round1', count: TRANSACTIONS })];
  return { ...measured, transactions: inTransactions, writeBack: writtenBack };
}

/** Every round pays to an enrollment of its own. */
function workOf(input: { options: Options; of: Instances; run: string; count: number }): Work {
  const { options, of, run, count } = input;
  const name = `${of.subject}-${run}`;
  return { run: `${options.name}-${name}`, courseId: options.name, userId: name, first: 0, count };
}

function resultOf({ options, measured }: { options: Options; measured: Measured }): BenchResult {
  const lane = figuresOf(measured.lane);
  const again = figuresOf(measured.again);
  const incrementBatch = figuresOf(measured.batch);
  const runTransaction = figuresOf(measured.transactions);
  const readModifyWrite = figuresOf(measured.writeBack);
  const shareOfBatch = ratio({ ours: lane.p95Ms, peer: incrementBatch.p95Ms });
  const rssMiB = Math.round(Math.max(...measured.lane.map(({ report }) => report.peakRssMiB)));
  return {
    bench: options.name,
    n: PAYMENTS,
    instances: options.instances,
    subjects: { lane, laneAgain: again, incrementBatch, runTransaction, readModifyWrite },
    ratios: {
      'p95 lane/incrementBatch': shareOfBatch,
      'p95 lane/runTransaction': ratio({ ours: lane.p95Ms, peer: runTransaction.p95Ms }),
      'p95 lane/readModifyWrite': ratio({ ours: lane.p95Ms, peer: readModifyWrite.p95Ms }),
    },
    rssMiB,
    bars: [
      {
        what: 'p95 of the lane as a share of the increment batch’s',
        must: { kind: 'atMost', value: options.maxRatio },
        measured: shareOfBatch,
        unit: '',
      },
      ...correctnessBars({ lane, again, measured }),
      {
        what: 'memory of an instance',
        must: { kind: 'atMost', value: MEMORY_MIB },
        measured: rssMiB,
        unit: ' MiB',
      },
    ],
    notes: [
      contentionNote,
      ...notesOn(measured),
      `readModifyWrite reads and writes back without a precondition: of ${PAYMENTS} payments at once ${readModifyWrite.lost} are missing from the balance.`,
    ],
  };
}

function correctnessBars(input: { lane: Figures; again: Figures; measured: Measured }): readonly Bar[] {
  const { lane, again, measured } = input;
  const unbalanced = [...measured.lane, ...measured.again].filter(({ account }) => !account.isBalanced);
  const rewritten = measured.again.filter((round, index) => {
    return round.account.version !== measured.lane[index]?.account.version;
  });
  const appliedAgain = measured.again
    .flatMap(round => round.samples)
    .filter(sample => sample.kind === 'answered' && sample.answer !== 'replayed');
  return [
    mustBeNone({ what: 'errors of the lane', measured: lane.errors + again.errors }),
    mustBeNone({ what: 'payments lost by the lane', measured: lane.lost + again.lost }),
    mustBeNone({ what: 'payments doubled by the lane', measured: lane.doubled + again.doubled }),
    mustBeNone({ what: 'balances that are not the sum of their ledger', measured: unbalanced.length }),
    mustBeNone({ what: 'payments applied when all are sent again', measured: appliedAgain.length }),
    mustBeNone({ what: 'enrollments written when all are sent again', measured: rewritten.length }),
  ];
}

function notesOn({ lane, transactions }: Measured): string[] {
  const failures = errorsOf([...lane, ...transactions]);
  const counts = lane.at(-1)?.report.laneCounts ?? {};
  const { commits = 0, transactions: locking = 0, conflicts = 0 } = counts;
  return [
    `runTransaction had ${TRANSACTIONS} at once and 5 attempts each${failures.length === 0 ? '.' : `: ${failures.join('; ')}.`}`,
    `in its last round the lane tried ${commits} commits and ${locking} transactions, with ${conflicts} conflicts.`,
  ];
}
