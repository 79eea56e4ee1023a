import { mustBeNone } from './bar.ts';
import { figuresOf, inSequence, ratio } from './figures.ts';
import { type Instances, startInstances } from './instances.ts';
import { errorsOf, type PaidRound, payRound } from './pay-round.ts';
import type { Work } from './protocol.ts';
import type { BenchContext, BenchResult } from './result.ts';
import { enrollStudent, openCourse } from './school.ts';

const NAME = 'uncontended';
const PAIRS = 300;
const WARM_UP_PAIRS = 100;
const MAX_RATIO = 1.25;

type Pair = { lane: PaidRound; floor: PaidRound };

/** One payment after the other, each to an enrollment of its own, beside the least that Firestore can do. */
export async function uncontended(context: BenchContext): Promise<BenchResult> {
  const started: Instances[] = [];
  try {
    const { env } = context;
    const lane = await startInstances({ subject: 'lanePayments', instances: 1, env, heap: 'asDeployed' });
    started.push(lane);
    const floor = await startInstances({ subject: 'rawFloor', instances: 1, env, heap: 'ofTheMachine' });
    started.push(floor);
    await enrollEverybody(context);
    context.say(`${NAME}: warming up …`);
    await payPairs({ lane, floor, first: 0, count: WARM_UP_PAIRS });
    context.say(`${NAME}: ${PAIRS} pairs of one payment each …`);
    return resultOf(await payPairs({ lane, floor, first: WARM_UP_PAIRS, count: PAIRS }));
  } finally {
    await Promise.all(started.map(instances => instances.stop()));
  }
}

const studentOf = ({ subject, index }: { subject: string; index: number }) => `${subject}-${index}`;

async function enrollEverybody({ lanes, say }: BenchContext): Promise<void> {
  const pairs = WARM_UP_PAIRS + PAIRS;
  say(`${NAME}: enrolling ${2 * pairs} students …`);
  await openCourse({ lanes, courseId: NAME, capacity: 2 * pairs, waitlistCapacity: 0 });
  const indexes = Array.from({ length: pairs }, (_, index) => index);
  const students = ['lanePayments', 'rawFloor'].flatMap(subject =>
    indexes.map(index => studentOf({ subject, index })),
  );
  await Promise.all(students.map(userId => enrollStudent({ lanes, courseId: NAME, userId })));
}

async function payPairs(input: {
  lane: Instances;
  floor: Instances;
  first: number;
  count: number;
}): Promise<readonly Pair[]> {
  const { lane, floor, first, count } = input;
  const pay = ({ instances, index }: { instances: Instances; index: number }) => {
    const userId = studentOf({ subject: instances.subject, index });
    const work: Work = { run: `${NAME}-${userId}`, courseId: NAME, userId, first: 0, count: 1 };
    return payRound({ instances, work });
  };
  const pairs: Pair[] = [];
  for (let index = first; index < first + count; index += 1) {
    // In turn, so that neither always finds the emulator warmed by the other.
    const floorFirst = index % 2 === 0 ? await pay({ instances: floor, index }) : undefined;
    const ours = await pay({ instances: lane, index });
    pairs.push({ lane: ours, floor: floorFirst ?? (await pay({ instances: floor, index })) });
  }
  return pairs;
}

function resultOf(pairs: readonly Pair[]): BenchResult {
  const lane = figuresOf([inSequence(pairs.map(pair => pair.lane))]);
  const rawFloor = figuresOf([inSequence(pairs.map(pair => pair.floor))]);
  const shareOfFloor = ratio({ ours: lane.p50Ms, peer: rawFloor.p50Ms });
  return {
    bench: NAME,
    n: PAIRS,
    instances: 1,
    subjects: { lane, rawFloor },
    ratios: { 'p50 lane/rawFloor': shareOfFloor },
    rssMiB: Math.round(Math.max(...pairs.map(pair => pair.lane.report.peakRssMiB))),
    bars: [
      {
        what: 'p50 of the lane as a share of a raw read and batched commit of the same documents',
        must: { kind: 'atMost', value: MAX_RATIO },
        measured: shareOfFloor,
        unit: '',
      },
      mustBeNone({ what: 'errors of the lane', measured: lane.errors }),
      mustBeNone({ what: 'payments lost by the lane', measured: lane.lost }),
      mustBeNone({ what: 'payments doubled by the lane', measured: lane.doubled }),
    ],
    notes: errorsOf(pairs.map(pair => pair.lane)),
  };
}
