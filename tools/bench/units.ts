import { type Bar, mustBeNone } from './bar.ts';
import { countHolds, grantUnits, readHolds, releaseAll } from './driving.ts';
import { figuresOf, type Round, ratio } from './figures.ts';
import { type Instances, startInstances } from './instances.ts';
import { contentionNote } from './notes.ts';
import { errorsOf } from './pay-round.ts';
import type { RoundReport, Work } from './protocol.ts';
import type { BenchContext, BenchResult } from './result.ts';
import { openCourse } from './school.ts';
import type { SubjectName } from './subjects/load-subject.ts';

const NAME = 'units';
const CLIENTS = 100;
const UNITS_LEFT = 60;
const ROUNDS = 3;
const MAX_SHARE_OF_TRANSACTION = 0.05;

/** Holds of several units each, of which the last would not fit any more. */
const LARGE = { totalUnits: 500, units: 75, clients: 20, rounds: 3, fitting: 6 };

type HoldRound = Round & { report: RoundReport; isExact: boolean };

type Measured = Readonly<Record<'lane' | 'four' | 'large' | 'transactions', readonly HoldRound[]>>;

/** A hundred clients want one of the last sixty hours of driving at the same moment. */
export async function units(context: BenchContext): Promise<BenchResult> {
  const started: Instances[] = [];
  const start = async (subject: SubjectName, instances: number): Promise<Instances> => {
    const heap = subject === 'laneUnits' ? 'asDeployed' : 'ofTheMachine';
    const all = await startInstances({ subject, instances, env: context.env, heap });
    started.push(all);
    return all;
  };
  try {
    await openCourse({ lanes: context.lanes, courseId: NAME, capacity: 100, waitlistCapacity: 0 });
    const one = await start('laneUnits', 1);
    const four = await start('laneUnits', 4);
    const transactions = await start('transactionUnits', 1);
    return resultOf(await measure({ context, one, four, transactions }));
  } finally {
    await Promise.all(started.map(instances => instances.stop()));
  }
}

async function measure(input: {
  context: BenchContext;
  one: Instances;
  four: Instances;
  transactions: Instances;
}): Promise<Measured> {
  const { context, one, four, transactions } = input;
  const rush = ({ of, student, count = CLIENTS }: { of: Instances; student: string; count?: number }) => {
    const work = { run: student, courseId: NAME, userId: student, first: 0, count };
    return holdRound({ context, instances: of, work, totalUnits: UNITS_LEFT });
  };
  const measured = { lane: [] as HoldRound[], four: [] as HoldRound[] };
  await rush({ of: one, student: 'one-warmUp' });
  await rush({ of: four, student: 'four-warmUp' });
  for (let round = 1; round <= ROUNDS; round += 1) {
    measured.lane.push(await rush({ of: one, student: `one-round${round}` }));
    measured.four.push(await rush({ of: four, student: `four-round${round}` }));
  }
  const large = await largeRounds({ context, instances: one });
  await rush({ of: transactions, student: 'transactions-warmUp', count: 1 });
  return {
    ...measured,
    large,
    transactions: [await rush({ of: transactions, student: 'transactions-round1' })],
  };
}

/** On one authorization, whose holds are given back in between. */
async function largeRounds(input: {
  context: BenchContext;
  instances: Instances;
}): Promise<readonly HoldRound[]> {
  const { context, instances } = input;
  const { units: each, clients: count, totalUnits } = LARGE;
  const rounds: HoldRound[] = [];
  for (let round = 1; round <= LARGE.rounds; round += 1) {
    const work = {
      run: `large-round${round}`,
      courseId: NAME,
      userId: 'large',
      first: 0,
      count,
      units: each,
    };
    const isGranted = round > 1;
    rounds.push(await holdRound({ context, instances, work, totalUnits, isGranted }));
    await releaseAll({ lanes: context.lanes, work });
  }
  return rounds;
}

async function holdRound(input: {
  context: BenchContext;
  instances: Instances;
  work: Work;
  totalUnits: number;
  isGranted?: boolean;
}): Promise<HoldRound> {
  const { context, instances, work, totalUnits, isGranted = false } = input;
  if (!isGranted) await grantUnits({ lanes: context.lanes, work, totalUnits });
  const each = work.units ?? 1;
  context.say(
    `${NAME}: ${instances.subject}, ${work.count} want ${each} of ${totalUnits} units (${work.run}) …`,
  );
  const report = await instances.round(work);
  const { samples, elapsedMs } = report;
  const { held, isExact } = await readHolds(work);
  const { missing, overbooked } = countHolds({ samples, held, totalUnits });
  return { samples, elapsedMs, report, isExact, lost: missing, doubled: overbooked };
}

function resultOf(measured: Measured): BenchResult {
  const lane = figuresOf(measured.lane);
  const laneOf4Processes = figuresOf(measured.four);
  const largeHolds = figuresOf(measured.large);
  const runTransaction = figuresOf(measured.transactions);
  const share = ratio({ ours: lane.p95Ms, peer: runTransaction.p95Ms });
  const ours = [...measured.lane, ...measured.four, ...measured.large];
  const answers = { held: UNITS_LEFT, told: CLIENTS - UNITS_LEFT };
  return {
    bench: NAME,
    n: CLIENTS,
    instances: 1,
    subjects: { lane, laneOf4Processes, largeHolds, runTransaction },
    ratios: {
      'p95 lane/runTransaction': share,
      'p95 laneOf4Processes/runTransaction': ratio({
        ours: laneOf4Processes.p95Ms,
        peer: runTransaction.p95Ms,
      }),
    },
    rssMiB: Math.round(Math.max(...ours.map(({ report }) => report.peakRssMiB))),
    bars: [
      {
        what: 'p95 of the lane in one instance as a share of runTransaction’s',
        must: { kind: 'atMost', value: MAX_SHARE_OF_TRANSACTION },
        measured: share,
        unit: '',
      },
      ...answerBars({ name: 'one instance', rounds: measured.lane, ...answers }),
      ...answerBars({ name: '4 processes', rounds: measured.four, ...answers }),
      ...answerBars({
        name: `${LARGE.clients} want ${LARGE.units} of ${LARGE.totalUnits}`,
        rounds: measured.large,
        held: LARGE.fitting,
        told: LARGE.clients - LARGE.fitting,
      }),
      mustBeNone({ what: 'errors of the lane', measured: sumOf(ours, round => errorCount(round)) }),
      mustBeNone({ what: 'holds promised and not stored', measured: sumOf(ours, round => round.lost) }),
      mustBeNone({ what: 'units overbooked', measured: sumOf(ours, round => round.doubled) }),
      mustBeNone({
        what: 'balances that are not their ledger’s and reservations’ own',
        measured: ours.filter(({ isExact }) => !isExact).length,
      }),
    ],
    notes: [contentionNote, ...notesOn(measured)],
  };
}

/** In every round so many hold units, and all the others are told that there are not enough. */
function answerBars(input: {
  name: string;
  rounds: readonly HoldRound[];
  held: number;
  told: number;
}): readonly Bar[] {
  const { name, rounds, held, told } = input;
  const wanted = { HELD: held, UNITS_EXCEEDED: told };
  return rounds.flatMap(({ samples }, index) =>
    Object.entries(wanted).map(([answer, value]): Bar => {
      const measured = samples.filter(each => each.kind === 'answered' && each.answer === answer).length;
      const what = `${name}, round ${index + 1}: clients told ${answer}`;
      return { what, must: { kind: 'exactly', value }, measured, unit: '' };
    }),
  );
}

const sumOf = (rounds: readonly HoldRound[], of: (round: HoldRound) => number): number =>
  rounds.reduce((sum, round) => sum + of(round), 0);

const errorCount = ({ samples }: HoldRound): number => samples.filter(({ kind }) => kind === 'error').length;

function notesOn({ lane, four, large, transactions }: Measured): string[] {
  const failures = errorsOf([...lane, ...four, ...large, ...transactions]);
  const tail = failures.length === 0 ? '.' : `: ${failures.join('; ')}.`;
  return [
    `runTransaction had 5 attempts each, with delays from 10 ms, and keeps no calendars${tail}`,
    'each lesson of the lane takes its hour in two calendars, in the same commit.',
  ];
}
