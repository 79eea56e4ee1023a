import { mustBeNone } from './bar.ts';
import { figuresOf } from './figures.ts';
import { type Instances, startInstances } from './instances.ts';
import { errorsOf, type PaidRound, payRound } from './pay-round.ts';
import type { RoundReport } from './protocol.ts';
import type { BenchContext, BenchResult } from './result.ts';
import { enrollStudent, openCourse } from './school.ts';
import { slopeOf } from './slope.ts';

const NAME = 'memory';
const COMMANDS = 1_000;
/** Rounds of as many commands one after the other; the first two fill caches and are not part of the slope. */
const ROUNDS = 10;
const SETTLING = 2;
/** As many as one instance takes at a time. */
const AT_ONCE = 80;
const MAX_MIB = 256;
/** A thousand payloads that somebody forgot to let go of are two. */
const MAX_SLOPE_MIB = 0.5;

type Measured = {
  idle: RoundReport;
  burst: PaidRound;
  rounds: readonly PaidRound[];
};

/** What an instance of 256 MiB holds: idle, under a burst, and after ten thousand commands. */
export async function memory(context: BenchContext): Promise<BenchResult> {
  const { env, lanes } = context;
  await openCourse({ lanes, courseId: NAME, capacity: 100, waitlistCapacity: 0 });
  const instance = await startInstances({
    subject: 'lanePayments',
    instances: 1,
    env,
    heap: 'asDeployed',
    exposeGc: true,
  });
  try {
    return resultOf(await measure({ context, instance }));
  } finally {
    await instance.stop();
  }
}

async function measure(input: { context: BenchContext; instance: Instances }): Promise<Measured> {
  const { context, instance } = input;
  const idle = await instance.round(workOf({ run: 'idle', count: 0 }));
  const pay = async (run: string, atOnce?: number): Promise<PaidRound> => {
    const work = workOf({ run, count: COMMANDS, ...(atOnce === undefined ? {} : { atOnce }) });
    await enrollStudent({ lanes: context.lanes, courseId: NAME, userId: work.userId });
    return payRound({ instances: instance, work });
  };
  context.say(`${NAME}: ${COMMANDS} commands at once …`);
  const burst = await pay('burst');
  context.say(`${NAME}: ${ROUNDS * COMMANDS} commands, ${AT_ONCE} at a time …`);
  const rounds: PaidRound[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) rounds.push(await pay(`round${round}`, AT_ONCE));
  return { idle, burst, rounds };
}

const workOf = ({ run, count, ...timing }: { run: string; count: number; atOnce?: number }) => ({
  run: `${NAME}-${run}`,
  courseId: NAME,
  userId: `${NAME}-${run}`,
  first: 0,
  count,
  ...timing,
});

function resultOf({ idle, burst, rounds }: Measured): BenchResult {
  const reports = rounds.map(({ report }) => report);
  const heap = reports.map((report, index): [number, number] => [index + 1, rounded(report.heapMiB)]);
  const rss = reports.map((report, index): [number, number] => [index + 1, rounded(report.rssMiB)]);
  const slope = rounded(slopeOf(heap.slice(SETTLING)));
  const last = reports.at(-1) ?? burst.report;
  const peak = Math.round(last.peakRssMiB);
  const all = [burst, ...rounds];
  const open = Math.max(...all.map(({ report }) => report.laneCounts['openQueues'] ?? Number.NaN));
  return {
    bench: NAME,
    n: COMMANDS,
    instances: 1,
    subjects: { atOnce: figuresOf([burst]), overTime: figuresOf(rounds) },
    ratios: {},
    measures: {
      'MiB idle': rounded(idle.rssMiB),
      'MiB of heap, idle': rounded(idle.heapMiB),
      'MiB after 1,000 commands at once': rounded(burst.report.rssMiB),
      'MiB of heap after 1,000 commands at once': rounded(burst.report.heapMiB),
      'MiB after 10,000 more': rounded(last.rssMiB),
      'MiB of heap after 10,000 more': rounded(last.heapMiB),
      'MiB of heap gained with each 1,000 commands': slope,
    },
    rssMiB: peak,
    curves: [
      {
        title: 'what an instance holds',
        x: 'thousands of commands',
        y: 'MiB',
        series: { 'heap after collection': heap, 'of the machine': rss },
      },
    ],
    bars: [
      {
        what: 'the most memory that the instance held',
        must: { kind: 'atMost', value: MAX_MIB },
        measured: peak,
        unit: ' MiB',
      },
      {
        what: 'heap gained with each 1,000 commands',
        must: { kind: 'atMost', value: MAX_SLOPE_MIB },
        measured: slope,
        unit: ' MiB',
      },
      mustBeNone({ what: 'queues left open when nobody waits', measured: open }),
      mustBeNone({ what: 'payments lost or doubled', measured: miscounted(all) }),
    ],
    notes: [
      'heap is what is left after a collection; the instance has the heap of a 256 MiB container.',
      ...errorsOf(all),
    ],
  };
}

const rounded = (value: number): number => Number(value.toFixed(2));

const miscounted = (rounds: readonly PaidRound[]): number =>
  rounds.reduce((sum, { lost, doubled }) => sum + lost + doubled, 0);
