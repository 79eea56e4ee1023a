import { mustBeNone } from './bar.ts';
import { figuresOf, ratio } from './figures.ts';
import { type Instances, startInstances } from './instances.ts';
import { errorsOf } from './pay-round.ts';
import { median } from './percentile.ts';
import type { BenchContext, BenchResult } from './result.ts';
import { type StudyRound, studyRound } from './study-round.ts';
import { STUDYING_AT_ONCE } from './subjects/study.ts';

const NAME = 'heartbeats';
const STUDENTS = 2_000;
const WARM_UP_STUDENTS = 400;
const INSTANCES = 4;
const ROUNDS = 3;
const MAX_RATIO = 1.1;

/** Two thousand students, each heard of once, as fast as it goes; beside the least that Firestore can do. */
export async function heartbeats(context: BenchContext): Promise<BenchResult> {
  const started: Instances[] = [];
  const start = async (
    subject: 'laneHeartbeats' | 'floorHeartbeats',
    heap: 'asDeployed' | 'ofTheMachine',
  ) => {
    const all = await startInstances({ subject, instances: INSTANCES, env: context.env, heap });
    started.push(all);
    return all;
  };
  try {
    const lane = await start('laneHeartbeats', 'asDeployed');
    const floor = await start('floorHeartbeats', 'ofTheMachine');
    for (const cold of [lane, floor])
      await studyRound({ context, name: NAME, of: cold, run: 'warmUp', count: WARM_UP_STUDENTS });
    const measured: { lane: StudyRound[]; floor: StudyRound[] } = { lane: [], floor: [] };
    for (let index = 1; index <= ROUNDS; index += 1) {
      const run = `round${index}`;
      const round = (of: Instances) => studyRound({ context, name: NAME, of, run, count: STUDENTS });
      // In turn, so that neither always meets the machine as the other left it.
      if (index % 2 === 0) measured.floor.push(await round(floor));
      measured.lane.push(await round(lane));
      if (index % 2 === 1) measured.floor.push(await round(floor));
    }
    return resultOf(measured);
  } finally {
    await Promise.all(started.map(instances => instances.stop()));
  }
}

function resultOf(measured: { lane: readonly StudyRound[]; floor: readonly StudyRound[] }): BenchResult {
  const lane = figuresOf(measured.lane);
  const rawFloor = figuresOf(measured.floor);
  const timeOf = (rounds: readonly StudyRound[]) => median(rounds.map(({ elapsedMs }) => elapsedMs));
  const shareOfFloor = ratio({ ours: timeOf(measured.lane), peer: timeOf(measured.floor) });
  const counts = measured.lane.at(-1)?.report.laneCounts ?? {};
  const { commands = 0, documentsRead = 0, documentsWritten = 0 } = counts;
  return {
    bench: NAME,
    n: STUDENTS,
    instances: INSTANCES,
    subjects: { lane, rawFloor },
    ratios: { 'time lane/rawFloor': shareOfFloor },
    rssMiB: Math.round(Math.max(...measured.lane.map(({ report }) => report.peakRssMiB))),
    bars: [
      {
        what: 'time of the lane as a share of a raw read and batched commit of the same documents',
        must: { kind: 'atMost', value: MAX_RATIO },
        measured: shareOfFloor,
        unit: '',
      },
      mustBeNone({ what: 'errors of the lane', measured: lane.errors }),
      mustBeNone({ what: 'heartbeats lost by the lane', measured: lane.lost }),
      mustBeNone({ what: 'heartbeats doubled by the lane', measured: lane.doubled }),
    ],
    notes: [
      `${STUDYING_AT_ONCE} at a time in each process; a call's time counts from the start of the round.`,
      `in the last round ${commands} heartbeats read ${documentsRead} documents and wrote ${documentsWritten}.`,
      ...errorsOf(measured.lane),
    ],
  };
}
