import { Session } from '../../functions/src/compliance/schema.ts';
import { sessionDoc } from '../../functions/src/compliance/store.ts';
import { enrollmentDoc } from '../../functions/src/enrollments/store.ts';
import { firestore } from '../../functions/src/platform/firestore.ts';
import { plainOf } from '../../functions/src/platform/plain.ts';
import { mustBeNone } from './bar.ts';
import { figuresOf, type Round, ratio } from './figures.ts';
import { type Instances, startInstances } from './instances.ts';
import { errorsOf } from './pay-round.ts';
import { median } from './percentile.ts';
import type { RoundReport, Work } from './protocol.ts';
import type { BenchContext, BenchResult } from './result.ts';
import { creditedByAll, STUDYING_AT_ONCE, startedOf } from './subjects/study.ts';

const NAME = 'heartbeats';
const STUDENTS = 2_000;
const WARM_UP_STUDENTS = 400;
const INSTANCES = 4;
const ROUNDS = 3;
const MAX_RATIO = 1.1;
/** Documents written or read at once while setting up and recounting. */
const CHUNK = 200;

type StudyRound = Round & { report: RoundReport };

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
      await studyRound({ context, of: cold, run: 'warmUp', count: WARM_UP_STUDENTS });
    const measured: { lane: StudyRound[]; floor: StudyRound[] } = { lane: [], floor: [] };
    for (let index = 1; index <= ROUNDS; index += 1) {
      const run = `round${index}`;
      const round = (of: Instances) => studyRound({ context, of, run, count: STUDENTS });
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

async function studyRound(input: {
  context: BenchContext;
  of: Instances;
  run: string;
  count: number;
}): Promise<StudyRound> {
  const { context, of, run, count } = input;
  const name = `${of.subject}-${run}`;
  const work: Work = { run: `${NAME}-${name}`, courseId: NAME, userId: name, first: 0, count };
  await seed(work);
  context.say(`${NAME}: ${of.subject}, ${count} students (${run}) …`);
  const report = await of.round(work);
  const { samples, elapsedMs } = report;
  return { samples, elapsedMs, report, ...(await recount(work)) };
}

const indexesOf = ({ count }: Work): readonly number[] => Array.from({ length: count }, (_, index) => index);

const chunksOf = (indexes: readonly number[]): readonly (readonly number[])[] =>
  indexes.length === 0 ? [] : [indexes.slice(0, CHUNK), ...chunksOf(indexes.slice(CHUNK))];

/** Enrollments and open sessions, as `startSession` leaves them. */
async function seed(work: Work): Promise<void> {
  for (const chunk of chunksOf(indexesOf(work))) {
    const batch = firestore().batch();
    for (const { session, enrollment } of chunk.map(index => startedOf(work, index))) {
      batch.set(firestore().doc(enrollmentDoc(session).path), enrollment);
      batch.set(firestore().doc(sessionDoc(session).path), session);
    }
    await batch.commit();
  }
}

/** Sessions that were not credited with the minute, and such as were credited with more. */
async function recount(work: Work): Promise<{ lost: number; doubled: number }> {
  const seconds: number[] = [];
  for (const chunk of chunksOf(indexesOf(work))) {
    const docs = chunk.map(index => firestore().doc(sessionDoc(startedOf(work, index).session).path));
    for (const found of await firestore().getAll(...docs))
      seconds.push(Session.parse(plainOf(found.data())).creditedSeconds);
  }
  return {
    lost: seconds.filter(each => each < creditedByAll).length,
    doubled: seconds.filter(each => each > creditedByAll).length,
  };
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
