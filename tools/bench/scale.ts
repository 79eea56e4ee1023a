import { type Bar, mustBeNone } from './bar.ts';
import { type Figures, figuresOf, ratio } from './figures.ts';
import { type Instances, startInstances } from './instances.ts';
import { contentionNote } from './notes.ts';
import { errorsOf, type PaidRound, payRound } from './pay-round.ts';
import type { RoundReport } from './protocol.ts';
import type { BenchContext, BenchResult } from './result.ts';
import { enrollStudent, openCourse } from './school.ts';
import { type StudyRound, studyRound } from './study-round.ts';
import { STUDYING_AT_ONCE } from './subjects/study.ts';

const NAME = 'scale';
const INSTANCES = [1, 2, 4] as const;
const STUDENTS = [100, 1_000, 10_000] as const;
const PAYMENTS = 1_000;
const WARM_UP = 100;
/** Documents that a heartbeat reads and writes, at most so many times what it does among few students. */
const MAX_GROWTH = 1.05;

/** What a round came to, with what it cost. */
type Point<Of> = { instances: number; round: Of; figures: Figures; cost: Cost };
type Studied = Point<StudyRound> & { students: number };
type Paid = Point<PaidRound>;

/** Documents and conflicts for each request: what Firestore bills, and what it had to refuse. */
type Cost = { reads: number; writes: number; conflicts: number };

/** More instances and more students, each alone and together: what grows with them, and what does not. */
export async function scale(context: BenchContext): Promise<BenchResult> {
  await openCourse({ lanes: context.lanes, courseId: NAME, capacity: 100, waitlistCapacity: 0 });
  const studied: Studied[] = [];
  const paid: Paid[] = [];
  for (const instances of INSTANCES) {
    const { env } = context;
    const studying = await startInstances({ subject: 'laneHeartbeats', instances, env, heap: 'asDeployed' });
    try {
      studied.push(...(await studentSizes({ context, of: studying, instances })));
    } finally {
      await studying.stop();
    }
    const paying = await startInstances({ subject: 'lanePayments', instances, env, heap: 'asDeployed' });
    try {
      paid.push(await hotDocument({ context, of: paying, instances }));
    } finally {
      await paying.stop();
    }
  }
  return resultOf({ studied, paid });
}

type Started = { context: BenchContext; of: Instances; instances: number };

/** A heartbeat of each student: documents of their own, so nobody contends. */
async function studentSizes({ context, of, instances }: Started): Promise<readonly Studied[]> {
  const study = (count: number, run: string) =>
    studyRound({ context, name: NAME, of, run, count, atOnce: STUDYING_AT_ONCE });
  await study(WARM_UP, `${instances}-warmUp`);
  const points: Studied[] = [];
  for (const students of STUDENTS) {
    const round = await study(students, `${instances}-of-${students}`);
    points.push({ instances, students, round, figures: figuresOf([round]), cost: costOf(round.report) });
  }
  return points;
}

/** Everybody pays to one enrollment at once: the document that all instances contend for. */
async function hotDocument({ context, of, instances }: Started): Promise<Paid> {
  const pay = async (count: number, run: string): Promise<PaidRound> => {
    const userId = `${NAME}-${instances}-${run}`;
    await enrollStudent({ lanes: context.lanes, courseId: NAME, userId });
    context.say(`${NAME}: ${count} payments at once to one enrollment, ${instances} instances (${run}) …`);
    return payRound({ instances: of, work: { run: userId, courseId: NAME, userId, first: 0, count } });
  };
  await pay(WARM_UP, 'warmUp1');
  await pay(PAYMENTS, 'warmUp2');
  const round = await pay(PAYMENTS, 'round');
  return { instances, round, figures: figuresOf([round]), cost: costOf(round.report) };
}

function costOf({ laneCounts }: RoundReport): Cost {
  const { commands = 0, documentsRead = 0, documentsWritten = 0, conflicts = 0 } = laneCounts;
  const each = (count: number) => Number((count / Math.max(1, commands)).toFixed(4));
  return { reads: each(documentsRead), writes: each(documentsWritten), conflicts: each(conflicts) };
}

function resultOf({ studied, paid }: { studied: readonly Studied[]; paid: readonly Paid[] }): BenchResult {
  const all = [...studied, ...paid];
  const named = (instances: number): string => (instances === 1 ? '1 instance' : `${instances} instances`);
  return {
    bench: NAME,
    n: Math.max(...STUDENTS),
    instances: Math.max(...INSTANCES),
    subjects: Object.fromEntries([
      ...studied.map(each => [`${each.students} heartbeats, ${named(each.instances)}`, each.figures]),
      ...paid.map(each => [`${PAYMENTS} payments to one, ${named(each.instances)}`, each.figures]),
    ]),
    ratios: {},
    measures: Object.fromEntries(
      paid.map(({ instances, cost }) => [`conflicts per payment, ${named(instances)}`, cost.conflicts]),
    ),
    rssMiB: Math.round(Math.max(...all.map(({ round }) => round.report.peakRssMiB))),
    curves: curvesOf({ studied, paid }),
    bars: barsOf({ studied, all }),
    notes: [
      `heartbeats: ${STUDYING_AT_ONCE} at a time in each instance, each timed from its own start; payments: all at once, timed from then.`,
      'reads and writes are the documents of all tries, those that met a conflict included; writes of the commits that landed.',
      contentionNote,
      ...errorsOf(all.map(({ round }) => round)),
    ],
  };
}

type Curves = NonNullable<BenchResult['curves']>;

function curvesOf({ studied, paid }: { studied: readonly Studied[]; paid: readonly Paid[] }): Curves {
  const overStudents = (of: (point: Studied) => number) =>
    Object.fromEntries(
      INSTANCES.map(instances => [
        `${instances} ${instances === 1 ? 'instance' : 'instances'}`,
        studied.filter(each => each.instances === instances).map(each => pair(each.students, of(each))),
      ]),
    );
  const overInstances = (of: (point: Paid) => number) => paid.map(each => pair(each.instances, of(each)));
  return [
    {
      title: 'a heartbeat’s latency',
      x: 'students',
      y: 'p95 in ms',
      series: overStudents(({ figures }) => figures.p95Ms),
    },
    {
      title: 'heartbeats per second',
      x: 'students',
      y: 'per second',
      series: overStudents(({ figures }) => figures.perSecond),
    },
    {
      title: 'documents of a heartbeat that are billed',
      x: 'students',
      y: 'documents per heartbeat',
      series: {
        reads: studied.filter(isOfMost).map(each => pair(each.students, each.cost.reads)),
        writes: studied.filter(isOfMost).map(each => pair(each.students, each.cost.writes)),
      },
    },
    {
      title: `${PAYMENTS} payments at once to one enrollment`,
      x: 'instances',
      y: 'p95 in ms',
      series: { p95: overInstances(({ figures }) => figures.p95Ms) },
    },
    {
      title: `${PAYMENTS} payments at once to one enrollment: what each costs`,
      x: 'instances',
      y: 'per payment',
      series: {
        reads: overInstances(({ cost }) => cost.reads),
        writes: overInstances(({ cost }) => cost.writes),
        conflicts: overInstances(({ cost }) => cost.conflicts),
      },
    },
  ];
}

const pair = (x: number, y: number): [number, number] => [x, y];
const isOfMost = ({ instances }: Studied): boolean => instances === Math.max(...INSTANCES);

function barsOf(input: { studied: readonly Studied[]; all: readonly (Studied | Paid)[] }): readonly Bar[] {
  const { studied, all } = input;
  const sum = (of: (figures: Figures) => number): number =>
    all.reduce((total, { figures }) => total + of(figures), 0);
  const few = studied.filter(({ students }) => students === Math.min(...STUDENTS));
  const most = studied.filter(({ students }) => students === Math.max(...STUDENTS));
  const growth = (of: (cost: Cost) => number): number =>
    ratio({
      ours: Math.max(...most.map(({ cost }) => of(cost))),
      peer: Math.min(...few.map(({ cost }) => of(cost))),
    });
  const limited = (what: string, measured: number): Bar => ({
    what: `${what} of a heartbeat among ${Math.max(...STUDENTS)} students, as a multiple of those among ${Math.min(...STUDENTS)}`,
    must: { kind: 'atMost', value: MAX_GROWTH },
    measured,
    unit: '',
  });
  return [
    limited(
      'documents read',
      growth(cost => cost.reads),
    ),
    limited(
      'documents written',
      growth(cost => cost.writes),
    ),
    mustBeNone({ what: 'errors', measured: sum(({ errors }) => errors) }),
    mustBeNone({ what: 'commands lost', measured: sum(({ lost }) => lost) }),
    mustBeNone({ what: 'commands doubled', measured: sum(({ doubled }) => doubled) }),
  ];
}
